"""Make the two database users of ROLE=public: one that reads, one that inserts.

Prints the SQL; --apply carries it out, as the user of DATABASE_URL, who must be allowed
to make users.  Safe to repeat.  The passwords are read from the environment, as
READER_PASSWORD and WRITER_PASSWORD; one that is missing is left as it is.
"""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from psycopg import sql

from background.models import Posted

# What no page shows: passwords, sessions, what readers wrote, what is not public yet.
NOT_READ = [
    "articles_sharedpreview",
    "articles_textupload",
    "articles_uploadedtext",
    "auth_user",
    "background_posted",
    "django_session",
    "django_tasks_database_dbtaskresult",
    "duties_feedback",
    "wagtailcore_revision",
    "wagtailusers_userprofile",
]


class Command(BaseCommand):
    """Ends with 1 where the database is not PostgreSQL or refuses."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reader", default="espoo_reader", help="its name")
        parser.add_argument("--writer", default="espoo_writer", help="its name")
        parser.add_argument(
            "--apply", action="store_true", help="carry it out instead of printing it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("The public role needs PostgreSQL.")
        made = [
            *_user(options["reader"], os.environ.get("READER_PASSWORD", "")),
            *_user(options["writer"], os.environ.get("WRITER_PASSWORD", "")),
            *_rights(options["reader"], options["writer"]),
        ]
        with connection.cursor() as cursor:
            for statement in made:
                text = statement.as_string(cursor.connection)
                if options["apply"]:
                    cursor.execute(text)
                else:
                    self.stdout.write(f"{text};")


def _user(name: str, password: str) -> list[sql.Composed]:
    user = sql.Identifier(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        is_there = cursor.fetchone()
    made = [] if is_there else [sql.SQL("CREATE ROLE {} LOGIN").format(user)]
    if password:
        said = sql.Literal(password)
        made.append(sql.SQL("ALTER ROLE {} PASSWORD {}").format(user, said))
    return made


def _rights(reader: str, writer: str) -> list[sql.Composed]:
    names = {
        "reader": sql.Identifier(reader),
        "writer": sql.Identifier(writer),
        "database": sql.Identifier(connection.settings_dict["NAME"]),
        "posted": sql.Identifier(Posted._meta.db_table),
        "unread": sql.SQL(", ").join(map(sql.Identifier, NOT_READ)),
    }
    texts = [
        "GRANT CONNECT ON DATABASE {database} TO {reader}, {writer}",
        "GRANT USAGE ON SCHEMA public TO {reader}, {writer}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}",
        # Tables of later releases, made by the user who migrates.
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {reader}",
        "REVOKE ALL ON {unread} FROM {reader}",
        "GRANT INSERT ON {posted} TO {writer}",
    ]
    return [sql.SQL(text).format(**names) for text in texts]
