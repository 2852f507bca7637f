"""What each login on the server may see and do, whatever program is used."""

import subprocess
from datetime import date

import psycopg
import pytest

from stkdesk.domain.client import Relation
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.resources import resource
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.storage.server_building import build_on_server
from stkdesk.storage.server_rights import GROUPS, rights_of_group
from stkdesk.storage.server_rows import SHOWN
from stkdesk.storage.tables import Base, Client, ClientAccess, ClientRelation, Staff
from stkdesk.storage.tables.base import now
from tests import builders
from tests.server.cluster import OWNER, PASSWORD, RUNNER, binaries, start_cluster
from tests.server.engines import open_as_owner

LOGINS = {
    "kari": Role.CASEWORKER,
    "lars": Role.PAYROLL,
    "liv": Role.LEADER,
    "rolf": Role.READER,
    "ada": Role.ADMINISTRATOR,
}


@pytest.fixture(scope="module")
def office_server():
    """A server set up with the script for IT, and one login for each role."""
    cluster = start_cluster()
    cluster.ask(f"DROP ROLE {OWNER}")  # the script makes its own
    run_psql(cluster, "postgres", RUNNER, "--file", str(resource("server/roles.sql")))
    cluster.ask(f"ALTER ROLE {OWNER} PASSWORD '{PASSWORD}'")
    for login, role in LOGINS.items():
        cluster.ask(f"CREATE ROLE {login} LOGIN IN ROLE {GROUPS[role]}")
    yield cluster
    cluster.remove()


@pytest.fixture(scope="module")
def office(office_server):
    """One ordinary client, one blocked and one at a secret address."""
    address = office_server.address("stkdesk")
    build_on_server(address, OWNER, PASSWORD, practice=False)
    database = open_as_owner(address)
    with database.transaction() as session:
        staff = {}
        for login, role in LOGINS.items():
            one = Staff(name=login.title(), login=login, **{role.value: True})
            session.add(one)
            session.flush()
            staff[login] = one.number
        of_open = builders.an_assignment(session, "Åpen Moen", "Håkon Solheim")
        blocked = builders.a_client(session, "Sperret Lie")
        of_blocked = builders.an_assignment(session, blocked, "Siri Vik")
        builders.rates(session)
        october = builders.periods(session)["2026-10"].number
        for assignment, done in ((of_open, "Kino"), (of_blocked, "Tur")):
            visit = builders.a_visit(5, activity=done)
            builders.a_sheet(session, assignment, october, visit)
        keep_paper(
            session,
            "V-2026-000001-3Q",
            PaperKind.DECISION,
            Language.BOKMAL,
            links=PaperLinks(client_number=blocked),
            today=date(2026, 11, 16),
            data=b"%PDF /Type /Page ",
        )
        relative = ClientRelation(
            person=builders.a_person("Mor Lie"), relation=Relation.PARENT
        )
        hidden = session.get(Client, blocked)
        hidden.relations.append(relative)
        builders.a_client(
            session, "Skjult Dal", person={"protection": Protection.STRICT}
        )
    with database.transaction() as session:
        session.get(Client, blocked).is_blocked = True
        session.add(
            ClientAccess(
                client_number=blocked, staff_number=staff["liv"], given_at=now()
            )
        )
    yield database
    database.close()


@pytest.fixture
def sees(office, office_server):
    """What a login gets to see of something asked in SQL."""
    return lambda login, sql: office_server.ask(sql, "stkdesk", login)


@pytest.fixture
def refused(sees):
    def ask(login, sql):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sees(login, sql)
        return True

    return ask


def run_psql(cluster, name, login, *words):
    """Run PostgreSQL's own shell as ``login`` and return what it says."""
    return subprocess.run(
        [
            binaries() / "psql",
            f"--dbname=postgresql:///{name}?host={cluster.folder}&port={cluster.port}",
            f"--username={login}",
            "--no-psqlrc",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
            *words,
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")[:-1]


FAMILY = "SELECT family_name FROM people ORDER BY 1"


def test_payroll_cannot_read_a_blocked_client_with_psql(office, office_server):
    words = ["--command", FAMILY]
    assert run_psql(office_server, "stkdesk", "lars", *words) == [
        "Dal",
        "Moen",
        "Solheim",
        "Vik",
    ]
    assert "Lie" in run_psql(office_server, "stkdesk", OWNER, *words)


def test_a_blocked_client_is_shown_to_those_on_the_list_only(sees):
    assert ("Lie",) not in sees("kari", FAMILY)
    assert ("Lie",) in sees("liv", FAMILY)
    for table in ("clients", "client_names", "client_relations", "assignment_names"):
        count = f"SELECT count(*) FROM {table}"
        [(hers,)], [(theirs,)] = sees("kari", count), sees("liv", count)
        assert hers == theirs - 1, table
    [(hers,)], [(theirs,)] = (
        sees(login, "SELECT count(*) FROM assignments") for login in ("kari", "liv")
    )
    assert hers == theirs  # hours are counted, whoever they are for


def test_who_is_not_on_the_list_gets_on_it_in_need_for_today_only(sees, refused):
    [(hidden,)] = sees("kari", "SELECT number FROM blocked_clients")
    [(kari,)] = sees("kari", "SELECT number FROM staff WHERE login = 'kari'")
    put = (
        "INSERT INTO client_access (client_number, staff_number, given_at, ends_on,"
        f" in_need) VALUES ({hidden}, {{}}, now(), {{}}, {{}})"
    )
    assert refused("kari", put.format(kari, "NULL", "true"))
    assert refused("kari", put.format(kari, "current_date + 1", "true"))
    assert refused("kari", put.format(kari, "current_date", "false"))
    assert refused("kari", put.format(kari + 1, "current_date", "true"))
    sees("kari", put.format(kari, "current_date", "true"))
    assert ("Lie",) in sees("kari", FAMILY)
    assert sees("kari", "DELETE FROM client_access RETURNING number") == []
    assert refused("kari", put.format(kari, "NULL", "false"))  # not for good
    assert refused("lars", put.format(kari, "current_date", "true"))
    sees(OWNER, f"DELETE FROM client_access WHERE staff_number = {kari}")


def test_a_blocked_client_cannot_be_changed_unseen(sees):
    taken = "UPDATE clients SET wishes = 'x' WHERE is_blocked RETURNING number"
    assert sees("kari", taken) == []


def test_nobody_gives_themselves_a_hidden_client_by_moving_an_assignment(refused, sees):
    [(hidden,)] = sees(OWNER, "SELECT number FROM clients WHERE is_blocked")
    assert refused("kari", f"UPDATE assignments SET client_number = {hidden}")


def test_a_secret_address_is_shown_to_nobody_who_may_not_see_it(sees):
    count = "SELECT count(*) FROM addresses"
    [(owners,)], [(hers,)] = sees(OWNER, count), sees("liv", count)
    assert hers == owners - 1
    sees(OWNER, "UPDATE staff SET sees_protected = true WHERE login = 'liv'")
    assert sees("liv", count) == [(owners,)]
    sees(OWNER, "UPDATE staff SET sees_protected = false WHERE login = 'liv'")


@pytest.mark.parametrize(
    "table",
    ["decisions", "paper_files", "client_relations", "event_details"],
)
def test_payroll_reads_no_case_text(refused, table):
    assert refused("lars", f"SELECT * FROM {table}")


@pytest.mark.parametrize(
    "table",
    [
        *("recruitments", "contact_references", "contact_letters"),
        *("police_certificates", "declarations"),
    ],
)
def test_payroll_reads_nothing_of_how_a_contact_came_in(refused, table):
    assert refused("lars", f"SELECT * FROM {table}")


def test_payroll_reads_no_case_text_of_hours(sees, refused):
    assert refused("lars", "SELECT activity FROM timesheet_lines")
    assert refused("lars", "SELECT goal FROM assignments")
    assert refused("lars", "SELECT correction_reason FROM timesheets")
    assert refused("lars", "SELECT note FROM sheet_returns")
    assert refused("lars", "SELECT route, passenger_names FROM timesheet_lines")
    assert refused("lars", "SELECT * FROM month_reports")
    assert refused("lars", "SELECT * FROM report_answers")
    assert len(sees("lars", "SELECT number, pay_ore FROM timesheets")) == 2
    assert sees("lars", "SELECT sum(minutes) FROM sheet_hours") == [(360,)]
    [(theirs,)] = sees("lars", "SELECT count(client_number) FROM assignments")
    assert theirs == 2


def test_what_was_done_with_a_blocked_client_stays_hidden(sees):
    done = "SELECT activity FROM timesheet_lines ORDER BY 1"
    assert sees("kari", done) == [("Kino",)]
    assert sees("liv", done) == [("Kino",), ("Tur",)]
    assert sees("kari", "SELECT count(*) FROM sheet_hours") == [(2,)]


def test_the_bytes_of_a_paper_about_a_blocked_client_stay_hidden(sees, refused):
    count = "SELECT count(*) FROM {}"
    assert sees("kari", count.format("papers")) == [(1,)]
    assert sees("kari", count.format("paper_files")) == [(0,)]
    assert sees("liv", count.format("paper_files")) == [(1,)]
    assert refused("kari", "UPDATE papers SET client_number = NULL")
    assert sees("kari", "DELETE FROM papers RETURNING number") == []
    copied = (
        "INSERT INTO papers (reference, kind, language, pages, made_at, sha256,"
        " version, changed_at) SELECT 'V-2026-000002-3Q', kind, language, pages,"
        " made_at, sha256, 1, changed_at FROM papers"
    )
    sees("kari", copied)  # under another reference, about nobody
    assert sees("kari", count.format("paper_files")) == [(0,)]
    sees(OWNER, "DELETE FROM papers WHERE client_number IS NULL")


def test_payroll_sees_who_a_client_is_but_not_what_stands_in_the_case(sees, refused):
    assert len(sees("lars", "SELECT number, status FROM clients")) == 2
    assert refused("lars", "SELECT wishes FROM clients")


@pytest.mark.parametrize("login", ["lars", "rolf", "ada"])
def test_only_casework_changes_cases(refused, login):
    assert refused(login, "UPDATE timesheets SET pay_ore = 1")
    assert refused(login, "UPDATE pay_lines SET sum_ore = 1")
    assert refused(login, "UPDATE pay_runs SET sum_ore = 1")
    assert refused(login, "INSERT INTO pay_run_files DEFAULT VALUES")
    assert refused(login, "UPDATE clients SET wishes = 'x'")
    assert refused(login, "DELETE FROM timesheets")


def test_an_administrator_reads_no_cases(refused):
    pay = ("pay_runs", "pay_lines", "pay_run_files", "leader_sheets", "month_reports")
    for table in ("clients", "people", "decisions", "timesheets", *pay):
        assert refused("ada", f"SELECT * FROM {table}")


def test_only_an_administrator_gives_roles(sees, refused):
    for login in ("kari", "lars", "liv", "rolf"):
        assert refused(login, "UPDATE staff SET administrator = true")
    changed = "UPDATE staff SET reader = true WHERE login = 'ada' RETURNING number"
    assert len(sees("ada", changed)) == 1


@pytest.mark.parametrize("login", [*LOGINS, OWNER])
def test_nobody_changes_the_trail(office, office_server, login):
    for sql in (
        "UPDATE events SET action = 'listed'",
        "DELETE FROM events",
        "TRUNCATE events CASCADE",
        "DELETE FROM event_head",
    ):
        if login == OWNER and sql.startswith("TRUNCATE"):
            continue  # the owner could take away the trigger too
        with pytest.raises((psycopg.errors.RaiseException, psycopg.Error)):
            office_server.ask(sql, "stkdesk", login)


def test_the_names_are_written_by_the_register_only(refused, sees):
    assert refused("kari", "UPDATE client_names SET search_text = ''")
    [(number,)] = sees(
        "kari",
        "UPDATE people SET sort_key = 'aa' WHERE family_name = 'Moen' RETURNING number",
    )
    told = "SELECT sort_key FROM client_names JOIN clients ON number = client_number"
    assert sees("kari", f"{told} WHERE person_number = {number}") == [("aa",)]


def test_a_stranger_with_a_login_sees_nothing(office, office_server):
    office_server.ask("CREATE ROLE fremmed LOGIN")
    office_server.ask("GRANT CONNECT ON DATABASE stkdesk TO fremmed")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        office_server.ask("SELECT * FROM public.office", "stkdesk", "fremmed")


def test_every_table_is_given_to_somebody_or_kept_by_the_register():
    given = {table for role in Role for table in rights_of_group(role)}
    assert set(Base.metadata.tables) <= given


def test_every_table_about_a_client_shows_its_rows_by_the_client():
    about = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name
        in {"clients", "people", "assignments", "timesheets", "papers", "paper_files"}
    }
    # Who holds a key to a hidden client, and why nothing is deleted: no case in it.
    # That hours were worked is shown, not for whom.
    without = {"client_access", "erasures", "legal_holds", "timesheets"}
    without |= {"pay_lines", "pay_run_sheets"}
    # Support contacts are shown: a hidden person is never one.
    of_contacts = {"contacts", "contact_names", "declarations"}
    assert about - set(SHOWN) <= without | of_contacts


def test_whose_address_is_hidden_is_found_by_index(server_database):
    with server_database.reading() as session:
        connection = session.connection()
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(
            "EXPLAIN SELECT number FROM people WHERE protection <> 'ugradert'"
        )
        assert "ix_people_protection" in str(plan.all())
