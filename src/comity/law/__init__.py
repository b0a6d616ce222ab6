"""The field itself, in plain Python: States, instruments, treaty actions, offences and the legal-basis procedure.

Nothing here imports Django or touches a file, a socket or a clock. Facts are frozen dataclasses, rules are
functions, and every conclusion carries its reasons (`Sentence`) and the rows that decided it (`Evidence`).
"""
