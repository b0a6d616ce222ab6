"""The papers that checks rest on besides the provisions of treaties."""

from __future__ import annotations

from ..sources import Source

SIRIUS = Source(
    "sirius",
    "SIRIUS European Union Digital Evidence Situation Report, reasons for refusal",
    "https://eucrim.eu/news/eu-digital-evidence-situation-report/",
    "reference only",
)
RFC3339 = Source(
    "rfc3339", "RFC 3339, date and time on the Internet", "https://www.rfc-editor.org/rfc/rfc3339", "reference only"
)
