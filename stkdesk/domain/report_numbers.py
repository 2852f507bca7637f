"""The office's own numbers about monthly reports, for ``case_rules``.

By the code of the rule: label, unit, usual, lowest, highest, what the law says.
"""

from __future__ import annotations

from stkdesk.domain.hours_rules import HoursRule

REPORT_NUMBERS = {
    "report_months": HoursRule(
        "Måneder mellom rapportene fra støttekontakten",
        "mnd. (0 er aldri)",
        1,
        least=0,
        most=12,
        law="1 er hver måned, 6 er to ganger i året. Loven krever ikke rapport; den "
        "avtales i oppdragsavtalen.",
    ),
    "report_first_month": HoursRule(
        "Første rapport i året kommer for måned",
        "(1 er januar, 12 er desember)",
        6,
        least=1,
        most=12,
        law="Har bare noe å si når rapporten ikke kommer hver måned. Med 6 måneder "
        "mellom og 6 her, kommer rapportene for juni og desember.",
    ),
}
