"""One compact report of our own in both editions, its sources, and what reading a source gave."""

from decimal import Decimal

import attrs
import pytest

import gov_info_report as gir
from tests.pages import LAYOUTS, lay_out

YEAR = {2021: 2023, 2019: 2020}

PROSE = {
    "title": "云溪县林业局{}年政府信息公开工作年度报告",
    "preamble": "本报告所列数据的统计期限自{0}年1月1日起至{0}年12月31日止。",
    "overview": "（一）主动公开。全年发布林长巡护信息 46 条。\n（二）依申请公开。收到申请均按期答复。\n"
    "（三）政府信息管理。公文属性与公文同步确定。\n（四）政府信息公开平台建设。局网站改版。\n"
    "（五）监督保障。开展培训两次。",
    "problems": "公开目录更新不够及时，下一步将逐条核对。",
    "other_matters": "{}年未收取信息处理费。",
}

TABLE_2 = {
    2021: {
        "regulations": (0, 0, 1),
        "normative_documents": (3, 1, 8),
        "licensing": (152,),
        "penalties": (26,),
        "compulsory_measures": (5,),
        "fees": ("18.8710",),
    },
    2019: {
        "regulations": (0, 0, 1),
        "normative_documents": (3, 2, 8),
        "licensing": (8, -3, 152),
        "other_services": (4, 0, 30),
        "penalties": (40, 2, 26),
        "compulsory_measures": (3, 0, 5),
        "fees": (6, 1),
        "procurement": (12, "356.5"),
    },
}

# 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计
TABLE_3 = {
    "received": (6, 2, 0, 0, 1, 0, 9),
    "carried_in": (1, 0, 0, 0, 0, 0, 1),
    "outcomes.granted": (3, 1, 0, 0, 0, 0, 4),
    "outcomes.partly_granted": (1, 0, 0, 0, 0, 0, 1),
    "outcomes.refused.state_secret": (0, 1, 0, 0, 0, 0, 1),
    "outcomes.unavailable.not_held": (2, 0, 0, 0, 1, 0, 3),
    "outcomes.total": (6, 2, 0, 0, 1, 0, 9),
    "carried_forward": (1, 0, 0, 0, 0, 0, 1),
}

# 结果维持, 结果纠正, 其他结果, 尚未审结, 总计
TABLE_4 = {
    "reconsideration": (3, 1, 0, 1, 5),
    "direct_litigation": (1, 0, 0, 0, 1),
    "litigation_after_reconsideration": (0, 2, 0, 0, 2),
}


@pytest.fixture(scope="session")
def report():
    """Makes the report of an edition; `times` multiplies table 3, whose own counts have one digit each."""

    def make(edition=2021, times=17):
        blank = gir.blank(edition=edition)
        figures = {record.path: 0 for record in gir.to_records(blank)}
        rows = {
            **{f"proactive.{row}": values for row, values in TABLE_2[edition].items()},
            **{f"requests.{row}": [times * value for value in values] for row, values in TABLE_3.items()},
            **{f"disputes.{row}": values for row, values in TABLE_4.items()},
        }
        for row, values in rows.items():
            paths = [path for path in figures if path.rpartition(".")[0] == row]
            figures.update(zip(paths, map(number, values), strict=True))
        words = {name: text.format(YEAR[edition]) for name, text in PROSE.items()}
        return written(gir.evolve(blank, figures), words)

    return make


def number(value):
    return Decimal(value) if isinstance(value, str) else value


def written(filled, words):
    """A report with its prose."""
    return attrs.evolve(
        filled,
        title=words["title"],
        preamble=words["preamble"],
        overview=gir.model.Overview(words["overview"]),
        problems=gir.model.Problems(words["problems"]),
        other_matters=gir.model.OtherMatters(words["other_matters"]),
    )


class Source(str):
    """A document that can be changed in words that it must have."""

    __slots__ = ()

    def change(self, old, new, count=-1):
        assert old in self, f"{old!r} is not in the source"
        return Source(self.replace(old, new, count))


@pytest.fixture(scope="session")
def source(report):
    """Makes the source of a report: that of an edition, in a layout."""

    def make(edition=2021, layout="tabs", **counts):
        return Source(LAYOUTS[layout].write(lay_out(report(edition, **counts))))

    return make


@pytest.fixture(scope="session")
def figures_of():
    """Gives every figure of a report by path."""

    def figures(report):
        return {record.path: report[record.path] for record in gir.to_records(report)}

    return figures


@pytest.fixture(scope="session")
def differences(figures_of):
    """What a report read says otherwise than the one meant: figures by path, and prose by section."""

    def compare(read, meant):
        found, wanted = figures_of(read), figures_of(meant)
        out = {path: found.get(path) for path in wanted.keys() | found.keys() if found.get(path) != wanted.get(path)}
        for name in ("title", "preamble"):
            if getattr(read, name) != getattr(meant, name):
                out[name] = getattr(read, name)
        for name in ("overview", "problems", "other_matters"):
            text = getattr(getattr(read, name), "text", None)
            if text != getattr(meant, name).text:
                out[name] = text
        return out

    return compare


@pytest.fixture(scope="session")
def unnamed():
    """The absent figures of a reading that no finding names."""

    def find(reading):
        findings = reading.findings + gir.validate(reading)
        absent = [record.path for record in gir.to_records(reading.report) if record.value is None]
        return [path for path in absent if not findings.about(path)]

    return find
