"""Saves the office one field at a time, and shows what stands in the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
    Problem,
)
from stkdesk.domain.office import OfficeDraft, office_problems
from stkdesk.services.last_saved import LastSaved, last_saved
from stkdesk.services.office import change_office, open_office
from stkdesk.ui import errors
from stkdesk.ui.office.meeting import ask_whose
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.page import Page
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Check = Callable[[OfficeDraft], Iterable[Problem]]


class OfficeSetting(Setting):
    """A setting that is one field of the office, or a few that belong together."""

    def __init__(
        self,
        title: str,
        explanation: str,
        editors: Mapping[str, Any],
        check: Check = office_problems,
    ) -> None:
        """Edit the fields named in ``editors``; ``check`` says what may be wrong."""
        super().__init__(title, explanation, *editors.values(), *_rest(editors))
        self.editors, self.check = editors, check
        self.shown: dict[str, object] = {}

    def values(self) -> dict[str, object]:
        """Return what has been filled in, by field."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def show_draft(self, draft: OfficeDraft) -> None:
        """Show what stands in ``draft``."""
        for name, editor in self.editors.items():
            editor.set_value(getattr(draft, name))
        self.shown = self.values()

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not saved."""
        return bool(self.shown) and self.values() != self.shown

    def complaint(self) -> str:
        """Return why what was typed cannot be read, "" when it can."""
        for editor in self.editors.values():
            ask = getattr(editor, "complaint", None)
            if ask is not None and (text := str(ask())):
                return text
        return ""

    def problem_in(self, draft: OfficeDraft) -> Problem | None:
        """Return what is wrong with these fields in ``draft``; what blocks wins."""
        mine = [each for each in self.check(draft) if each.field in self.editors]
        return min(mine, key=lambda each: not each.blocks, default=None)


class Keeper(QObject):
    """Knows the office as it was read, and the settings that show it."""

    def __init__(self, page: Page) -> None:
        """Save through the workspace of ``page`` and tell by its toasts."""
        super().__init__(page)
        self._page = page
        self._settings: list[OfficeSetting] = []
        self.draft: OfficeDraft | None = None
        self._followers: list[Callable[[OfficeDraft], object]] = []

    def keep(self, setting: OfficeSetting) -> OfficeSetting:
        """Save ``setting`` whenever one of its editors is done; return it."""
        self._settings.append(setting)
        for editor in setting.editors.values():
            editor.done.connect(partial(self.commit, setting))
        return setting

    def follow(self, show: Callable[[OfficeDraft], object]) -> None:
        """Call ``show`` whenever the office has been read."""
        self._followers.append(show)

    def read(self) -> None:
        """Read the office and show it; what is typed and not saved stays."""
        today = self._page.workspace.today()

        def _read(session: Session) -> OfficeDraft:
            try:
                return open_office(session, today=today).draft
            except NotFoundError:  # not set up: everything is still to be filled in
                return OfficeDraft()

        self._page.workspace.ask(_read, self.show_draft, key=(id(self), "office"))

    def show_draft(self, draft: OfficeDraft) -> None:
        """Show ``draft`` in every setting the person is not in the middle of."""
        self.draft = draft
        for setting in self._settings:
            if not setting.is_pending:
                setting.show_draft(draft)
                setting.show_warning(setting.problem_in(draft))
        for show in self._followers:
            show(draft)

    def commit(self, setting: OfficeSetting, *_signal: object) -> None:
        """Save ``setting`` if it differs from what is in the register."""
        if self.draft is None:
            return
        if text := setting.complaint():
            setting.show_problem(Problem(next(iter(setting.editors)), text))
            return
        if not setting.is_pending:
            if setting.has_problem:
                setting.show_problem(None)
            return
        before = self.draft
        changed: dict[str, Any] = setting.values()
        after = replace(before, **changed)
        problem = setting.problem_in(after)
        if problem is not None and problem.blocks:
            setting.show_problem(problem)
            return
        self._save(setting, before, after)

    def _save(
        self, setting: OfficeSetting, before: OfficeDraft, after: OfficeDraft
    ) -> None:
        """Put ``after`` in place of ``before``, which differ in ``setting`` alone."""
        typed = setting.values()

        def _saved(_done: object) -> None:
            values = {name: getattr(after, name) for name in setting.editors}
            self.draft = replace(self.draft or after, **values)
            setting.shown = typed
            setting.show_saved(setting.problem_in(after))
            # The page may be gone when it is taken back; the workspace is not.
            undo = partial(_put, self._page.workspace, after, before)
            self._page.toast(f"Lagret: {setting.title}", undo)

        def _refused(error: BaseException) -> None:
            match error:
                case InvalidInputError():
                    setting.show_problem(error.problems[0])
                case ChangedByAnotherError():
                    self._look_at_theirs(setting, before, after)
                case OfficeError():
                    name = next(iter(setting.editors))
                    text = f"{error.title} {error.advice}"
                    setting.show_problem(Problem(name, text))
                case _:
                    errors.show(self._page, error)

        _put(self._page.workspace, before, after, _saved, _refused)

    def _look_at_theirs(
        self, setting: OfficeSetting, before: OfficeDraft, after: OfficeDraft
    ) -> None:
        """Show what somebody else has saved here beside what is typed, and ask."""
        workspace = self._page.workspace
        today = workspace.today()

        def _read(session: Session) -> tuple[OfficeDraft, LastSaved | None]:
            now = open_office(session, today=today).draft
            return now, last_saved(session, "office", 1)

        def _ask(found: tuple[OfficeDraft, LastSaved | None]) -> None:
            now, saved = found
            self.show_draft(now)
            mine: dict[str, Any] = {n: getattr(after, n) for n in setting.editors}

            def _finish(keep_mine: bool) -> None:
                if keep_mine:
                    self._save(setting, now, replace(now, **mine))
                else:
                    setting.show_draft(now)
                    setting.show_problem(setting.problem_in(now))

            drafts, me = (before, after, now), workspace.actor.number
            ask_whose(self._page.window(), setting, drafts, saved, me, _finish)

        workspace.ask(_read, _ask, key=(id(self), "theirs"), at_once=True)

    def pending(self) -> list[OfficeSetting]:
        """Save what can be saved, and return the settings that could not."""
        for setting in self._settings:
            self.commit(setting)
        return [setting for setting in self._settings if setting.is_pending]

    def drop(self) -> None:
        """Show the register's own values where something was not saved."""
        for setting in self._settings:
            if self.draft is not None and setting.is_pending:
                setting.show_draft(self.draft)
                setting.show_problem(setting.problem_in(self.draft))


def _put(
    workspace: Workspace,
    before: OfficeDraft,
    after: OfficeDraft,
    then: Callable[[object], object] | None = None,
    refused: Callable[[BaseException], object] | None = None,
) -> None:
    """Change what differs, in one transaction."""
    today = workspace.today()
    workspace.save(
        lambda session: change_office(session, before, after, today=today),
        then,
        refused,
    )


def _rest(editors: Mapping[str, Any]) -> tuple[None, ...]:
    """Return empty room after editors that do not fill the line."""
    fixed = all(each.minimumWidth() == each.maximumWidth() for each in editors.values())
    return (None,) if fixed else ()
