"""Curriculum files: YAML read with the line of every value, checked key by key, written one way.

    errors = Errors()
    for path in paths:
        with errors.collecting(), read_record(path, errors) as course:
            heading = course.text("heading", max_length=80)
            for step in course.records("steps", at_least=1):
                with step:
                    ...
    errors.raise_if_any()

One pass reports every problem of every file. After a refused value the reader goes on with a
stand-in of the right type, so nothing may be stored before `raise_if_any`.
"""

from core.curriculum_files.errors import CurriculumError, CurriculumErrors, Errors, FileLine
from core.curriculum_files.reading import read_record, read_records, read_yaml
from core.curriculum_files.records import Items, Record, is_one_line, plain
from core.curriculum_files.unique import Unique
from core.curriculum_files.writing import write_yaml

__all__ = [
    "CurriculumError",
    "CurriculumErrors",
    "Errors",
    "FileLine",
    "Items",
    "Record",
    "Unique",
    "is_one_line",
    "plain",
    "read_record",
    "read_records",
    "read_yaml",
    "write_yaml",
]
