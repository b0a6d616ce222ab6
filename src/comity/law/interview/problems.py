"""What is wrong with a definition, and where; collected rather than raised one by one."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: in which file of the definition, at which path (`sections`, 1, `questions`, 0), and what to do."""

    file: str
    path: Path
    message: str

    @property
    def place(self) -> str:
        """The path as it is written: `sections[1].questions[0].when`."""
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        return text

    def __str__(self) -> str:
        return f"{self.file}: {self.place or 'the whole'}: {self.message}"


class DefinitionError(ValueError):
    """A definition that cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
