"""Registers on the server that tests take and give back, emptied in between.

Making a database and taking it away again costs more than most tests do in it. One
that a test gives back gets the rows and numbers of a new one. It is thrown away when
anything else was touched: a table, a right, a rule, or a setting.
"""

import time
from contextlib import contextmanager, suppress

import psycopg

SHAPE = [  # where the server keeps what a register is made of, and who may do what
    *("pg_attrdef", "pg_attribute", "pg_cast", "pg_class", "pg_constraint"),
    *("pg_default_acl", "pg_event_trigger", "pg_extension", "pg_index", "pg_inherits"),
    *("pg_init_privs", "pg_largeobject_metadata", "pg_namespace", "pg_operator"),
    *("pg_policy", "pg_proc", "pg_publication", "pg_rewrite", "pg_sequence"),
    *("pg_statistic_ext", "pg_trigger", "pg_type"),
]
CHANGED = (
    "SELECT '{0}', count(*), count(*) FILTER (WHERE age(xmin) <= age('{1}'::xid))"
    " FROM pg_catalog.{0}"
)
SETTINGS = (
    "SELECT datacl::text, datdba, datconnlimit, setrole, setconfig::text"
    " FROM pg_database LEFT JOIN pg_db_role_setting"
    " ON setdatabase = pg_database.oid WHERE datname = current_database()"
    " ORDER BY setrole"
)
NAMED = (
    "SELECT relname FROM pg_class"
    " WHERE relkind = '{}' AND relnamespace = 'public'::regnamespace"
)
GROWN = (  # an index does not shrink: the server would go about a search another way
    f"{NAMED.format('i')} AND pg_relation_size(oid) > {5 * 8192}"
)
FILLED = "SELECT '{0}' WHERE EXISTS (SELECT FROM public.{0})"
COUNTED = "SELECT '{0}', last_value, is_called FROM public.{0}"
PATIENCE = 5  # seconds for a connection that was left open to end
END_OTHERS = (
    "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Spares:
    """Copies of the register ``template``; no two take the same one."""

    def __init__(self, cluster, template):
        self._cluster, self._template = cluster, template
        self._free, self._taken = [], {}

    def take(self):
        """Return the name of a database that is as the template is."""
        spare = self._free.pop() if self._free else self._new()
        self._taken[spare.name] = spare
        return spare.name

    def give_back(self, name):
        """Take it back for another test, or throw it away."""
        spare = self._taken.pop(name)
        with suppress(psycopg.Error):  # gone, or somebody will not let go of it
            if spare.is_emptied():
                self._free.append(spare)
                return
        spare.connection.close()
        self._cluster.drop(name)

    def close(self):
        """Let go of them; they go with the server."""
        for spare in (*self._free, *self._taken.values()):
            spare.connection.close()

    def _new(self):
        name = self._cluster.new_database(template=self._template)
        return Spare(name, self._cluster.connect(name))


class Spare:
    """One copy, just made, and a connection of a superuser's to it."""

    def __init__(self, name, connection):
        self.name, self.connection = name, connection
        [(made,)] = self._ask("SELECT pg_current_xact_id()")
        self._changed = _of_each(CHANGED, SHAPE, made)
        self._filled = _of_each(FILLED, self._names("r"))
        self._counted = _of_each(COUNTED, self._names("S"))
        self._shape = self._shape_now()
        self._numbers = self._ask(self._counted)
        self._rows = {
            table: self._rows_of(table) for (table,) in self._ask(self._filled)
        }

    def is_emptied(self):
        """Give it the rows and numbers it had; False if more than those was changed."""
        if not self._is_left() or self._shape_now() != self._shape:
            return False
        if self._ask(GROWN):
            return False
        filled = {table for (table,) in self._ask(self._filled)} | self._rows.keys()
        with self._unhindered():
            for table in filled:
                self._ask(f"DELETE FROM public.{table}")
        # Then rows lie in the order they are put in, as in a new one.
        self._ask(_vacuum(filled))
        with self._unhindered():
            for table, rows in self._rows.items():
                self._put(table, rows)
        self._ask(_vacuum(self._rows))
        for name, last, is_called in {*self._numbers} - {*self._ask(self._counted)}:
            self._ask(f"SELECT setval('public.{name}', {last}, {is_called})")
        return True

    def _is_left(self):
        """End all other connections to it; one just closed takes a moment to go."""
        until = time.monotonic() + PATIENCE
        while self._ask(END_OTHERS):
            if time.monotonic() > until:
                return False
        return True

    @contextmanager
    def _unhindered(self):
        """Change rows with no trigger and no reference to other rows in the way."""
        with self.connection.transaction():
            self._ask("SET LOCAL session_replication_role = replica")
            yield

    def _shape_now(self):
        return [self._ask(self._changed), self._ask(SETTINGS)]

    def _names(self, kind):
        return [name for (name,) in self._ask(NAMED.format(kind))]

    def _ask(self, sql):
        asked = self.connection.execute(sql)
        return asked.fetchall() if asked.description else []

    def _rows_of(self, table):
        with self.connection.cursor().copy(f"COPY public.{table} TO STDOUT") as rows:
            return b"".join(rows)

    def _put(self, table, rows):
        with self.connection.cursor().copy(f"COPY public.{table} FROM STDIN") as into:
            into.write(rows)


def _vacuum(tables):
    return "VACUUM " + ", ".join(f"public.{table}" for table in tables)


def _of_each(question, names, *others):
    """Return one question to the server: ``question`` of each of ``names``."""
    return " UNION ALL ".join(question.format(name, *others) for name in names)
