"""What is wrong in a curriculum file, and where."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class FileLine:
    """A line of a file, counted from 1. Shown with the path from the working directory."""

    path: Path
    line: int

    def __str__(self) -> str:
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        return f"{path}:{self.line}"


class CurriculumError(ValueError):
    """One problem of one file; as text `curriculum/en/skills.yaml:12: reason`."""

    def __init__(self, path: Path, line: int, reason: str):
        self.where = FileLine(path, line)
        self.reason = reason
        super().__init__(f"{self.where}: {reason}")


class CurriculumErrors(ValueError):
    """All problems of a load in the order of files and lines; as text one problem a line."""

    def __init__(self, errors: list[CurriculumError]):
        self.errors = sorted(errors, key=lambda error: error.where)
        super().__init__("\n".join(map(str, self.errors)))


class Errors:
    """Collects problems, so that one load reports all of them."""

    def __init__(self):
        self.found: list[CurriculumError] = []

    def add(self, where: FileLine, reason: str) -> None:
        """Note a problem, for instance a key that two files share."""
        self.found.append(CurriculumError(where.path, where.line, reason))

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Note a file that cannot be read at all, and go on after the block."""
        try:
            yield
        except CurriculumError as error:
            self.found.append(error)

    def raise_if_any(self) -> None:
        """Raise CurriculumErrors if any problem was found."""
        if self.found:
            raise CurriculumErrors(self.found)
