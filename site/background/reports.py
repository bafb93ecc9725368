"""The tasks that wait or have failed, for administrators."""

from http import HTTPStatus
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from background.limits import attempts_of
from background.names import name_of

STATES = {
    TaskResultStatus.READY: pgettext_lazy("task", "Waits"),
    TaskResultStatus.RUNNING: pgettext_lazy("task", "Is being done"),
    TaskResultStatus.FAILED: pgettext_lazy("task", "Failed"),
    TaskResultStatus.SUCCESSFUL: pgettext_lazy("task", "Done"),
}
TITLE = gettext_lazy("Work in the background")


class TasksFilterSet(WagtailFilterSet):
    """Leaves the tasks of one state; without a choice all that are not done."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=list(STATES.items())
    )

    class Meta:
        model = DBTaskResult
        fields = ["status"]


class TasksReport(ReportView):
    """Each task, its state, how often it was begun, and the error it ended with."""

    page_title = TITLE
    header_icon = "cogs"
    model = DBTaskResult
    permission_policy = ModelPermissionPolicy(DBTaskResult)
    permission_required = "view"
    filterset_class = TasksFilterSet
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "background/tasks_results.html"
    default_ordering = "-enqueued_at"
    is_searchable = False
    index_url_name = "tasks_report"
    index_results_url_name = "tasks_report_results"
    columns = [
        Column("task_path", label=gettext_lazy("Task"), sort_key="task_path"),
        Column("status", label=gettext_lazy("State"), sort_key="status"),
        DateColumn("enqueued_at", label=gettext_lazy("Asked"), sort_key="enqueued_at"),
    ]
    list_export = ["task_path", "status", "enqueued_at", "finished_at", "traceback"]
    export_headings = {
        "task_path": gettext_lazy("Task"),
        "status": gettext_lazy("State"),
        "enqueued_at": gettext_lazy("Asked"),
        "finished_at": gettext_lazy("Ended"),
        "traceback": gettext_lazy("Error"),
    }

    def get_base_queryset(self) -> QuerySet[DBTaskResult]:
        tasks = DBTaskResult.objects.all()
        if self.request.GET.get("status"):
            return tasks
        return tasks.exclude(status=TaskResultStatus.SUCCESSFUL)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        for row in context["object_list"]:
            row.name = name_of(row.task_path)
            row.state = STATES[TaskResultStatus(row.status)]
            row.attempts = attempts_of(row)
            row.waits_until = row.run_after > timezone.now() and row.attempts
            # All of it is in the file that the report is exported to.
            row.error = (row.traceback.strip().splitlines() or [""])[-1]
        return context


@require_POST
def do_again(request: HttpRequest, task_id: Any) -> HttpResponse:
    """Have a failed task done again, from its first attempt, and go to the report.

    One that is gone, waits already or is no longer known is told of and left alone.
    """
    if not request.user.has_perm("django_tasks_database.view_dbtaskresult"):
        raise PermissionDenied
    row = DBTaskResult.objects.filter(
        pk=task_id, status=TaskResultStatus.FAILED
    ).first()
    try:
        task = row and row.task.using(run_after=None)
    except (ImportError, AttributeError):
        task = None
    # Whoever deletes the row asks for the task: two at once ask once.
    if row and task and DBTaskResult.objects.filter(pk=row.pk).delete()[0]:
        result = task.enqueue(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        if result.status == TaskResultStatus.FAILED:
            messages.error(request, _("The task has failed again."))
        else:
            messages.success(request, _("The task is done or waits for its turn."))
    else:
        messages.warning(request, _("There is no such failed task any more."))
    response = redirect("tasks_report")
    response.status_code = HTTPStatus.SEE_OTHER
    return response
