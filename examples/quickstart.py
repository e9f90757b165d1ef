"""The library in one minute, on the reports beside this file: python examples/quickstart.py."""

from pathlib import Path

import gov_info_report as gir

HERE = Path(__file__).parent


def main() -> None:
    """Parse, read, check, mend, fill in and write reports."""
    print("1. Parse: typed figures, and what the prose says")
    report = gir.parse(HERE / "tabs.txt")
    print(f"   {report.institution}, {report.year}; 行政规范性文件 and 行政许可: {decisions(report)}")
    if report.other_matters is not None:
        print(f"   信息处理费: {report.other_matters.processing_fee}")

    print("\n2. Read and validate: findings, with their places in the source")
    reading = gir.read(HERE / "wrong-cell.txt")
    findings = reading.findings + gir.validate(reading)
    for finding in findings:
        print(f"   {finding.severity} {finding.code}: {finding.message}")
        print(f"      {len(finding.paths)} figures, the first at {finding.spans[0]}")

    print("\n3. Locate: the fewest figures whose change makes everything add up")
    [correction] = gir.locate(reading.report)
    for change in correction.changes:
        print(f"   {change.path} = {change.reported} at {reading.spans[change.path]}")
        print(f"      {change.proposed} would balance: {change.guess}")

    print("\n4. Evolve: a new report with this figure changed is consistent")
    forced = {change.path: change.proposed for change in correction.changes if isinstance(change.proposed, int)}
    mended = gir.evolve(reading.report, forced)
    print(f"   findings: {len(gir.validate(mended))}")

    print("\n5. Deduce: absent figures that have one value only, each with its reason")
    deduction = gir.deduce(gir.parse(HERE / "lost-column.txt"))
    for step in deduction.steps[:2]:
        print(f"   {step.path} = {step.value}: {step.render('en')}")
    print(f"   and {len(deduction.steps) - 2} more")

    print("\n6. Records: every figure flat, with its official labels; a mark is never a zero")
    for record in gir.to_records(gir.parse(HERE / "web-page.html"))[2:5]:
        print(f"   {record.row} | {record.column}: {record.value} {record.mark}")

    print("\n7. Serialise: the official form in any format, read back equal")
    for format in ("text", "markdown", "html", "json"):
        written = gir.serialise(mended, format)
        print(f"   {format}: {len(written)} characters, equal: {gir.parse(written) == mended}")


def decisions(report: gir.Report) -> str:
    """Figures of table 2, whichever edition of the form the report follows."""
    match report.proactive:
        case gir.model.Proactive2021(normative_documents=documents, licensing=licensing):
            return f"{documents.in_force} in force, {licensing.decisions} decisions"
        case gir.model.Proactive2019(normative_documents=documents, licensing=licensing):
            return f"{documents.public_total} public, {licensing.decisions} decisions"
        case None:
            return "no such section"


if __name__ == "__main__":
    main()
