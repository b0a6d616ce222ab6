"""The life of a request from its draft to its closing, on the side that asks and on the side that is asked.

`steps.py` says which stages and steps there are and what each step needs; `course.py` follows the steps of one request
and says what may come next; `deadlines.py` what runs out when; `figures.py` counts. Nothing is ever taken back: a step
entered in error is undone by a step that corrects it.
"""
