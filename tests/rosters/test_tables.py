"""Pasted names and tables: separators, encodings, headings, dates, passwords, formulas."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosters.columns import Meaning
from rosters.dates import read_date
from rosters.reading import meanings, read
from rosters.rows import Refused, Why
from rosters.tables import table_of, written
from tests.rosters.lists import TODAY, outcome, roster_of

AMARA = ["Amara Okafor"]


def names(data) -> list[str]:
    return [row.name for row in roster_of(data).rows]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_table_is_read_whatever_parts_its_cells(sign, end, encoding):
    rows = [["First name", "Surname"], ["Zoë", "Müller"], ["Ольга", "Иванова"]]
    data = end.join(sign.join(row) for row in rows).encode(encoding)
    assert names(data) == ["Zoë Müller", "Ольга Иванова"]


def test_old_windows_file_is_read_and_named_as_a_guess():
    table = read("name\nZoë Müller\n".encode("cp1252"), TODAY)
    assert (table.lines[1].cells, table.encoding) == (["Zoë Müller"], "Windows-1252")


def test_bare_names_need_no_heading_and_may_have_one():
    assert names("Amara Okafor\n\n  Bo Lee  \n") == ["Amara Okafor", "Bo Lee"]
    assert names("Students\nAmara Okafor\n") == AMARA


def test_name_with_a_quotation_mark_stays_one_line():
    assert names('Amara "Mo" Okafor\nBo Lee') == ['Amara "Mo" Okafor', "Bo Lee"]


def test_lines_keep_their_number_over_blank_lines_and_titles():
    roster = roster_of("\n9C Computing,\n\nname,class\nAmara Okafor,9C\n")
    assert [(row.line, row.name) for row in roster.rows] == [(5, "Amara Okafor")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Vorname;Name", ["given", "family"]),
        ("Nom;Prénom", ["family", "given"]),
        ("Nombre;Apellidos", ["given", "family"]),
        ("Name;First name;Last name", ["", "given", "family"]),
        ("email;UPN;Name", ["", "id", "name"]),
        ("sourcedId;givenName;familyName;role;endDate", ["id", "given", "family", "role", "ends"]),
    ],
)
def test_headings_are_matched_in_several_languages(head, expected):
    assert meanings(table_of(f"{head}\nx;y;z;student;\n"))[: len(expected)] == expected


def test_columns_without_headings_are_a_guess_for_a_person_alone():
    pasted = "Okafor, Amara\nLee, Bo"
    assert meanings(table_of(pasted)) == [Meaning.FAMILY, Meaning.GIVEN]
    assert meanings(table_of("Amara\tOkafor\nBo\tLee")) == [Meaning.GIVEN, Meaning.FAMILY]
    assert outcome(pasted) == (Why.NO_NAMES, "")


@pytest.mark.parametrize(
    "heading", ["Password", "studentPassword", "PASSWORT", "Contraseña", "mot de passe", "PIN"]
)
def test_password_never_leaves_the_reading(heading):
    table = table_of(f"Name,{heading},Class\nAmara Okafor,canary,9C\n")
    assert "canary" not in repr(table)
    assert table.dropped == [heading]


def test_people_who_are_no_students_are_refused_with_a_reason():
    rows = roster_of(
        "name,role,status,enabledUser,begin date,end date\n"
        "A,student,active,true,,\n"
        "B,teacher,,,,\n"
        "C,,tobedeleted,,,\n"
        "D,,,FALSE,,\n"
        "E,,,,2027-01-10,\n"
        "F,,,,,2026-11-29\n"
        "G,,,,,04/05/2027\n"
        "H,,,,,next week\n"
        "I,,,,,2026-11-30,slipped\n"
        "J,,,,2026-11-30,31/12/2026,\n"
    ).rows
    assert [row.why for row in rows] == [
        "", Why.ROLE, Why.LEFT, Why.LEFT, Why.STARTS, Why.ENDED, Why.TWO_DATES, Why.NO_DATE,
        Why.CELLS, "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-11-30T00:00:00.000Z", date(2026, 11, 30)),
        ("30/11/2026", date(2026, 11, 30)),
        ("11/30/2026", date(2026, 11, 30)),
        ("5.5.2026", date(2026, 5, 5)),
        ("1/05/2023", Why.TWO_DATES),
        ("05.06.2026", Why.TWO_DATES),
        ("31/31/2026", Why.NO_DATE),
        ("30/11/26", Why.NO_DATE),
        ("0000-00-00", Why.NO_DATE),
        ("٠١/٠٢/٢٠٢٦", Why.NO_DATE),
    ],
)
def test_date_that_reads_two_ways_is_refused(text, expected):
    assert reading_of(text) == expected


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_date_is_read_as_it_was_meant_or_refused(day):
    written_ways = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}"]
    reads_one_way = day.day > 12 or day.day == day.month
    expected = [day, *([day, day] if reads_one_way else [Why.TWO_DATES] * 2)]
    assert [reading_of(text) for text in written_ways] == expected


def reading_of(text: str) -> date | str | None:
    try:
        return read_date(text)
    except Refused as refusal:
        return refusal.why


@given(cells=st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"])), min_size=1))
def test_written_table_begins_no_cell_like_a_formula_and_reads_back(cells):
    text = written([["name", "x"], *[[cell, "-1"] for cell in cells]]).decode("utf-8-sig")
    assert all(line[0] not in "=+-@\t\r" for line in text.split("\r\n") if line)
    assert text.count("'-1") == len(cells)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", (Why.EMPTY, "")),
        (b"name\n", (Why.EMPTY, "")),
        (b"name\nA\0mara", (Why.NOT_TEXT, "")),
        (b"%PDF-1.7", (Why.NAMED, "PDF")),
        (b"\xd0\xcf\x11\xe0\xa1", (Why.NAMED, "Excel (.xls)")),
        (b"<table><tr><td>Amara</td></tr></table>", (Why.NAMED, "HTML, XML")),
        (b'name,class\n"Amara,9C\nBo,9C\n', (Why.TABLE, "2")),
        (b"surname,class\nOkafor,9C\n", (Why.NO_NAMES, "")),
        (b"x" * 2_000_001, (Why.FILE_SIZE, "2000000")),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(data, expected):
    assert outcome(data) == expected
