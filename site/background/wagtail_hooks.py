"""The report of tasks in the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from background.reports import TITLE, TasksReport, do_again


class TasksMenuItem(MenuItem):
    """Leads administrators to the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("django_tasks_database.view_dbtaskresult")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the report its addresses."""
    return [
        path("reports/tasks/", TasksReport.as_view(), name="tasks_report"),
        path(
            "reports/tasks/results/",
            TasksReport.as_view(results_only=True),
            name="tasks_report_results",
        ),
        path("reports/tasks/<uuid:task_id>/again/", do_again, name="do_task_again"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """Put the report among the others."""
    return TasksMenuItem(
        TITLE, reverse_lazy("tasks_report"), name="tasks", icon_name="cogs", order=1400
    )


@hooks.register("register_permissions")
def permission() -> QuerySet[Permission]:
    """Let an administrator give a group the right to the report."""
    return Permission.objects.filter(
        content_type__app_label="django_tasks_database", codename="view_dbtaskresult"
    )
