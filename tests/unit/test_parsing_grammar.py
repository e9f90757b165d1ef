"""The grammar: strict, it refuses every accident; with recovery each is read, kept and told."""

from itertools import combinations

import pytest
from lark import UnexpectedInput

import gov_info_report as gir
from gov_info_report import Mark
from gov_info_report.document import Cell, Passage, Span
from gov_info_report.model import SECTIONS, TABLES, table
from gov_info_report.parsing import recover, strict
from gov_info_report.parsing.grammar import form_parser
from gov_info_report.parsing.tokens import (
    FormToken,
    form_order,
    heading_terminal,
    row_terminal,
    text_terminal,
)

EDITIONS = [2021, 2019]
MIXED = [(2021, 2021), (2021, 2019), (2019, 2021), (2019, 2019)]


def tokens_of(proactive, requests, number=1):
    """A token for everything that a report has; every figure of the rows is another number, every text its own."""
    tokens = [FormToken("TITLE", f"标题{number}", raw="标题"), FormToken("PREAMBLE", f"前言{number}", raw="前言")]
    for section in SECTIONS:
        tokens.append(
            FormToken(
                heading_terminal(section),
                True,
                raw=section,
                first=Passage(section, (len(tokens), None, None, None, None)),
            )
        )
        if section not in TABLES:
            tokens.append(FormToken(text_terminal(section), f"{section}{number}", raw=f"{section}{number}"))
            continue
        editions = {"proactive": proactive, "requests": requests, "disputes": requests}
        for row in table(section, editions[section]).rows:
            figures = range(number, number + len(row.columns))
            number += len(row.columns)
            cells = tuple(
                Cell(str(figure), column, (len(tokens), column, None, None, None))
                for column, figure in enumerate(figures)
            )
            tokens.append(
                FormToken(row_terminal(row), row.cls(*figures), row.paths, cells, " ".join(map(str, figures)), cells[0])
            )
    return tokens


def names(tokens):
    return [token.type for token in tokens]


def editions(proactive, requests):
    return {"proactive": proactive, "requests": requests, "disputes": requests}


def findings_of(tokens, proactive, requests):
    """The report with recovery, and all there is to say about it, by code and path."""
    report, kept, findings = recover(tokens, editions(proactive, requests))
    said = [*findings, *gir.validate(report, pick=["section-missing", "table-missing", "row-missing", "title-missing"])]
    return report, kept, [(finding.code, *finding.paths) for finding in said]


def spelled(report):
    """What a report holds: its texts, and its figures by path."""
    texts = {
        "TITLE": report.title,
        "PREAMBLE": report.preamble,
        **{
            text_terminal(name): section.text
            for name in SECTIONS
            if name not in TABLES and (section := getattr(report, name)) is not None
        },
    }
    return {**texts, **{record.path: report[record.path] for record in gir.to_records(report)}}


def told(tokens):
    """What tokens hold, in the same words."""
    held = {}
    for token in tokens:
        if token.paths:
            held.update(zip(token.paths, (int(cell.text) for cell in token.cells), strict=True))
        elif isinstance(token.value, str):
            held[token.type] = token.value
    return held


# The form itself


@pytest.mark.parametrize(("proactive", "requests"), MIXED)
def test_the_form_is_read_strictly(proactive, requests):
    tokens = tokens_of(proactive, requests)
    report = strict(tokens)
    assert (report.proactive.edition, report.requests.edition) == (proactive, requests)
    assert spelled(report) == told(tokens)


@pytest.mark.parametrize("absent", [("TITLE",), ("PREAMBLE",), ("TITLE", "PREAMBLE")], ids="+".join)
def test_title_and_preamble_may_be_absent(absent):
    tokens = [token for token in tokens_of(2021, 2021) if token.type not in absent]
    assert spelled(strict(tokens)) == told(tokens) | dict.fromkeys(absent, "")


@pytest.mark.parametrize("section", SECTIONS)
def test_a_heading_of_an_absent_section_is_false(section):
    tokens = tokens_of(2021, 2021)
    for token in tokens:
        if token.type == heading_terminal(section):
            token.value = False
    assert {name: getattr(strict(tokens), name) is not None for name in SECTIONS} == {
        name: name != section for name in SECTIONS
    }


@pytest.mark.parametrize(("proactive", "requests"), MIXED)
def test_the_forms_order_is_that_of_the_model(proactive, requests):
    """One source of truth: the rows of the model, in its order, are the terminals of the grammar in its order."""
    expected = ["TITLE", "PREAMBLE"]
    for section in SECTIONS:
        expected.append(section.upper())
        if section in TABLES:
            edition = {"proactive": proactive}.get(section, requests)
            expected += [row_terminal(row) for row in table(section, edition).rows]
        else:
            expected.append(f"{section.upper()}_TEXT")
    assert form_order(proactive, requests) == {name: place for place, name in enumerate(expected)}
    parser = form_parser().parse_interactive()
    tokens = tokens_of(proactive, requests)
    assert names(tokens) == expected
    for token in tokens:
        assert token.type in parser.accepts()
        parser.feed_token(token)
    assert parser.accepts() == {"$END"}


def test_the_terminals_of_the_grammar_are_the_rows_of_the_model():
    terminals = {name for proactive, requests in MIXED for name in form_order(proactive, requests)}
    declared = {
        rule_symbol.name for rule in form_parser().rules for rule_symbol in rule.expansion if rule_symbol.is_term
    }
    assert declared == terminals
    assert {terminal.name for terminal in form_parser().terminals} <= terminals


def test_a_row_has_a_token_of_its_own_in_every_table():
    for proactive, requests in MIXED:
        rows = [row for name in TABLES for row in table(name, {"proactive": proactive}.get(name, requests)).rows]
        assert len({row_terminal(row) for row in rows}) == len(rows)


# Every accident, without recovery


def deletions(tokens):
    return {token.type: [*tokens[:place], *tokens[place + 1 :]] for place, token in enumerate(tokens)}


def repetitions(tokens):
    return {token.type: [*tokens[:place], token, *tokens[place:]] for place, token in enumerate(tokens)}


def swapped(tokens, first, second):
    changed = list(tokens)
    changed[first], changed[second] = tokens[second], tokens[first]
    return changed


def sections_of(tokens):
    """The tokens cut at the headings: what is before the first, then a part a section."""
    cuts = [place for place, token in enumerate(tokens) if token.type in map(heading_terminal, SECTIONS)]
    return [tokens[start:end] for start, end in zip([0, *cuts], [*cuts, len(tokens)], strict=True)]


def joined(parts):
    return [token for part in parts for token in part]


def refused(tokens):
    try:
        strict(tokens)
    except UnexpectedInput:
        return True
    return False


@pytest.mark.parametrize(("proactive", "requests"), MIXED)
def test_every_deletion_is_refused(proactive, requests):
    accepted = {name for name, tokens in deletions(tokens_of(proactive, requests)).items() if not refused(tokens)}
    assert accepted == {"TITLE", "PREAMBLE"}  # the two that a report may lack


@pytest.mark.parametrize(("proactive", "requests"), MIXED)
def test_every_repetition_is_refused(proactive, requests):
    for name, tokens in repetitions(tokens_of(proactive, requests)).items():
        assert refused(tokens), name


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_swap_of_two_tokens_is_refused(edition):
    tokens = tokens_of(edition, edition)
    for first, second in combinations(range(len(tokens)), 2):
        assert refused(swapped(tokens, first, second)), (tokens[first].type, tokens[second].type)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_section_deleted_repeated_or_swapped_is_refused(edition):
    parts = sections_of(tokens_of(edition, edition))
    for place in range(1, len(parts)):
        assert refused(joined([*parts[:place], *parts[place + 1 :]]))
        assert refused(joined([*parts[:place], parts[place], *parts[place:]]))
    for first, second in combinations(range(len(parts)), 2):
        assert refused(joined(swapped(parts, first, second)))


@pytest.mark.parametrize("edition", EDITIONS)
def test_rows_of_the_other_edition_are_refused(edition):
    other = {token.type: token for token in tokens_of(4040 - edition, 4040 - edition)}
    tokens = tokens_of(edition, edition)
    strange = set(other) - set(names(tokens))
    assert len(strange) == 9
    for name in strange:
        for place in range(len(tokens) + 1):
            assert refused([*tokens[:place], other[name], *tokens[place:]])


@pytest.mark.parametrize("tokens", [[], tokens_of(2021, 2021)[:1], tokens_of(2021, 2021)[:-1]], ids=len)
def test_a_truncated_form_is_refused(tokens):
    assert refused(tokens)


# Every accident, with recovery


@pytest.mark.parametrize(("proactive", "requests"), MIXED)
def test_recovery_leaves_the_form_as_it_is(proactive, requests):
    tokens = tokens_of(proactive, requests)
    report, kept, findings = recover(tokens, editions(proactive, requests))
    assert (report, kept, findings) == (strict(tokens), tokens, [])


@pytest.mark.parametrize(("proactive", "requests"), MIXED)
def test_recovery_of_every_deletion(proactive, requests):
    whole = tokens_of(proactive, requests)
    full = told(whole)
    rows = {
        row_terminal(row): row.path
        for name in TABLES
        for row in table(name, {"proactive": proactive}.get(name, requests)).rows
    }
    for lost, (name, tokens) in zip(whole, deletions(whole).items(), strict=True):
        report, kept, said = findings_of(tokens, proactive, requests)
        assert kept == tokens
        absent = dict.fromkeys(lost.paths, Mark.MISSING) if lost.paths else {name: ""} if name in full else {}
        assert spelled(report) == full | absent, name
        if name in rows:
            assert said == [("row-missing", rows[name])]
        elif name == "TITLE":
            assert said == [("title-missing",)]
        elif name in ("PREAMBLE", *map(text_terminal, SECTIONS)):
            assert said == []  # an empty section is a section
        else:
            assert said == [("heading-missing", name.lower())]


@pytest.mark.parametrize(("proactive", "requests"), MIXED)
def test_recovery_of_every_repetition(proactive, requests):
    whole = tokens_of(proactive, requests)
    again = {token.type: token for token in tokens_of(proactive, requests, number=1000)}
    report = strict(whole)
    for place, token in enumerate(whole):
        for other, differs in ((token, False), (again[token.type], True)):
            repeated = FormToken(
                other.type, other.value, other.paths, other.cells, other.raw, Passage("", (99, None, None, None, None))
            )
            tokens = [*whole[: place + 1], repeated, *whole[place + 1 :]]
            recovered, kept, findings = recover(tokens, editions(proactive, requests))
            assert (recovered, kept) == (report, whole)
            (finding,) = findings
            if token.paths:
                code = "row-contradicted" if differs else "row-repeated"
                paths = (token.paths[0].rsplit(".", 1)[0],)
            else:
                code = "section-repeated"
                paths = (token.type.lower().removesuffix("_text"),)
            assert (finding.code, finding.paths) == (code, paths)
            assert finding.actual == other.raw
            assert finding.spans == (Span(line=99),)


@pytest.mark.parametrize("edition", EDITIONS)
def test_recovery_of_every_swap(edition):
    whole = tokens_of(edition, edition)
    report = strict(whole)
    for first, second in combinations(range(len(whole)), 2):
        recovered, kept, findings = recover(swapped(whole, first, second), editions(edition, edition))
        assert recovered == report
        assert sorted(map(id, kept)) == sorted(map(id, whole))
        assert 1 <= len(findings) <= 2
        assert {finding.code for finding in findings} <= {"row-out-of-order", "section-out-of-order"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_recovery_of_two_adjacent_rows_names_one_of_them(edition):
    whole = tokens_of(edition, edition)
    for place in range(len(whole) - 1):
        one, other = whole[place], whole[place + 1]
        if one.paths and other.paths:
            _, _, (finding,) = recover(swapped(whole, place, place + 1), editions(edition, edition))
            assert finding.code == "row-out-of-order"
            assert finding.paths[0] in {each.paths[0].rsplit(".", 1)[0] for each in (one, other)}
            assert finding.spans in ((one.place,), (other.place,))


@pytest.mark.parametrize("edition", EDITIONS)
def test_recovery_of_every_section_moved(edition):
    whole = tokens_of(edition, edition)
    parts = sections_of(whole)
    report = strict(whole)
    for first, second in combinations(range(1, len(parts)), 2):
        recovered, _, findings = recover(joined(swapped(parts, first, second)), editions(edition, edition))
        assert recovered == report
        assert {finding.code for finding in findings} == {"section-out-of-order"}
        moved = {SECTIONS[first - 1], SECTIONS[second - 1]}
        between = set(SECTIONS[first : second - 1])
        assert {finding.paths[0] for finding in findings} & moved
        assert {finding.paths[0] for finding in findings} <= moved | between


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("section", SECTIONS)
def test_recovery_of_every_section_deleted(edition, section):
    whole = tokens_of(edition, edition)
    parts = sections_of(whole)
    place = SECTIONS.index(section) + 1
    report, _, said = findings_of(joined([*parts[:place], *parts[place + 1 :]]), edition, edition)
    full = strict(whole)
    assert {name: getattr(report, name) for name in SECTIONS} == {
        name: None if name == section else getattr(full, name) for name in SECTIONS
    }
    assert said == [("section-missing", section)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_recovery_of_a_report_pasted_twice(edition):
    whole = tokens_of(edition, edition)
    report, kept, findings = recover([*whole, *tokens_of(edition, edition)], editions(edition, edition))
    assert (report, kept) == (strict(whole), whole)
    rows = sum(bool(token.paths) for token in whole)
    assert [finding.code for finding in findings].count("row-repeated") == rows
    assert {finding.code for finding in findings} == {"row-repeated", "section-repeated"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_recovery_of_every_heading_alone(edition):
    """A heading without its table: the table in `MISSING`, and the report says so."""
    for section in TABLES:
        (heading,) = [token for token in tokens_of(edition, edition) if token.type == heading_terminal(section)]
        report, _, said = findings_of([heading], edition, edition)
        assert {report[record.path] for record in gir.to_records(report)} == {Mark.MISSING}
        assert ("table-missing", section) in said
        assert {name for name in SECTIONS if getattr(report, name) is not None} == {section}


@pytest.mark.parametrize("edition", EDITIONS)
def test_recovery_of_every_row_alone(edition):
    for token in tokens_of(edition, edition):
        if token.paths:
            section = token.paths[0].split(".")[0]
            report, kept, said = findings_of([token], edition, edition)
            assert kept == [token]
            assert {name for name in SECTIONS if getattr(report, name) is not None} == {section}
            figures = {record.path: record.value for record in gir.to_records(report) if record.value is not None}
            assert figures == dict(zip(token.paths, (int(cell.text) for cell in token.cells), strict=True))
            assert ("heading-missing", section) in said


def test_an_empty_row_gives_way_to_a_later_one_with_figures():
    tokens = tokens_of(2021, 2021)
    place = names(tokens).index("REQUESTS_RECEIVED")
    full = tokens[place]
    blank = tuple(Cell("", column, (9, column, None, None, None)) for column in range(7))
    empty = FormToken(
        full.type,
        type(full.value)(*[Mark.BLANK] * 7),
        full.paths,
        blank,
        "空行",
        Passage("", (9, None, None, None, None)),
    )
    for first, second in ((empty, full), (full, empty)):
        changed = [*tokens[:place], first, second, *tokens[place + 1 :]]
        report, kept, (finding,) = recover(changed, editions(2021, 2021))
        assert (report, kept) == (strict(tokens), tokens)
        assert (finding.code, finding.paths, finding.actual, finding.spans) == (
            "row-repeated",
            ("requests.received",),
            "空行",
            (Span(line=9),),
        )


def test_a_token_costs_nothing_to_print():
    token = FormToken("REQUESTS", True)
    assert (str(token), token.type, token.value, token.paths, token.cells) == ("", "REQUESTS", True, (), ())


def test_the_grammar_that_is_not_there_is_told(monkeypatch, tmp_path):
    from gov_info_report.parsing import grammar

    monkeypatch.setattr(grammar, "__file__", str(tmp_path / "a" / "b" / "c" / "grammar.py"))
    with pytest.raises(FileNotFoundError, match="grammar files are neither beside the package nor above it"):
        grammar.grammar_text()
