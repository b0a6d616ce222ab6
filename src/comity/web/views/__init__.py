"""The pages of the portal: each view reads the address, calls one function of the domain and renders."""
