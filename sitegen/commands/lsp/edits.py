"""What is changed for an editor: fixes that are known letter by letter, and another id for an entry, as `rename` gives it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidRequest

from sitegen.commands.lsp.connection import Connection, range_of
from sitegen.commands.lsp.positions import LineChange, Lines, line_changes
from sitegen.commands.rewriting import check_new_id, files_renamed, original
from sitegen.faults import Edit, EnvironmentFault, Fault, SiteError
from sitegen.load.renaming import Renaming
from sitegen.model.kinds import Entry


def fixes(server: Connection, asked: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """The fixes of the faults that are shown at a place, where they are known letter by letter."""
    path = server.path_of(asked.text_document.uri)
    if path is None:
        return []
    lines = server.lines_of(path)
    near = [f for f in server.told_of(path) if _touches(server.range_of(f.span, lines), asked.range)]
    offered = [(fault, edit) for fault in near for edit in fault.edits]
    return [action for one in offered if (action := _action(server, path, lines, *one))]


def prepare(server: Connection, asked: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    """Whether something can be renamed at a place, and what it is called now."""
    found = server.lead(asked.text_document.uri, asked.position)
    target = found[2].entries.get(found[1].path) if found and found[1] else None
    if found is None or found[1] is None or target is None:
        return None
    lines = server.lines_of(found[0].origin.path)
    return lsp.PrepareRenamePlaceholder(server.range_of(found[1].span, lines), target.id)


def rename(server: Connection, asked: lsp.RenameParams) -> lsp.WorkspaceEdit:
    """The edits by which the entry that is referred to at a place, else that of the file, gets another id."""
    found = server.lead(asked.text_document.uri, asked.position)
    entry = found[0] if found else None
    if found and found[1]:
        entry = found[2].entries.get(found[1].path)
    return _renamed(server, entry, asked.new_name, moving=True)


def will_move(server: Connection, asked: lsp.RenameFilesParams) -> lsp.WorkspaceEdit | None:
    """The edits that go with a file which the program is about to rename."""
    if len(asked.files) != 1:
        return None
    old, new = server.path_of(asked.files[0].old_uri), server.path_of(asked.files[0].new_uri)
    entry = server.site.last.entries.get(old) if old and server.site.last else None
    if entry is None or not new or not old or new.rpartition("/")[0] != old.rpartition("/")[0]:
        return None
    return _renamed(server, entry, Path(new).stem, moving=False)


def _touches(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start.line <= other.end.line and other.start.line <= one.end.line


def _action(server: Connection, path: str, lines: Lines, fault: Fault, edit: Edit) -> lsp.CodeAction | None:
    """One of the edits of a fault, named by its fix if there is no other; None where it fits the text no more."""
    place = edit.place(fault.span, lines.read((edit.span or fault.span).line))
    if place is None:
        return None
    fix = fault.fix if len(fault.edits) == 1 else f"write {edit.text}"
    edits = [lsp.TextEdit(server.range_of(place, lines), edit.text)]
    return lsp.CodeAction(
        title=f"{fix[0].upper()}{fix[1:]}",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[server.diagnostic(fault, lines)],
        edit=lsp.WorkspaceEdit(changes={server.uri_of(path): edits}),
    )


def _edit(lines: Lines, change: LineChange) -> lsp.TextEdit:
    stretch, text = lines.edit(change)
    return lsp.TextEdit(range_of(stretch), text)


def _renamed(server: Connection, entry: Entry | None, new: str, *, moving: bool) -> lsp.WorkspaceEdit:
    """What changes in which files where an entry gets another id; the file itself is moved, unless the program does that.

    Raises JsonRpcInvalidRequest: it cannot be, and why.
    """
    site = server.site
    if entry is None:
        raise JsonRpcInvalidRequest("no reference to an entry stands here")
    if moving and not _moves_files(server):
        raise JsonRpcInvalidRequest(
            f"this editor program cannot move files: run python build.py rename {entry.id} {new}"
        )
    try:
        planned = _planned(server, entry, new)
    except EnvironmentFault as fault:
        raise JsonRpcInvalidRequest(f"{fault.message}. {fault.fix}") from fault
    except SiteError as faults:
        raise JsonRpcInvalidRequest("; ".join(f"{f.message}. {f.fix}" for f in faults.faults)) from faults
    units = server.workspace.position_codec.client_num_units
    edits: dict[str, list[lsp.TextEdit]] = {}
    for path, raw in planned.items():
        lines = server.lines_of(path)
        changes = line_changes(lines.all, Lines(raw, units).all)
        edits[path] = [_edit(lines, change) for change in changes]
    if not moving:
        return lsp.WorkspaceEdit(changes={server.uri_of(path): of_file for path, of_file in edits.items()})
    texts = [
        lsp.TextDocumentEdit(
            lsp.OptionalVersionedTextDocumentIdentifier(server.uri_of(path), server.version_of(path)),
            of_file,
        )
        for path, of_file in edits.items()
        if of_file
    ]
    renaming = Renaming(entry.origin.path, new)
    kept = [change.path for change in original(site.options.root, renaming)]
    moves = [(renaming.path, renaming.new_path), *([(kept[1], kept[0])] if kept else [])]
    files = [lsp.RenameFile(server.uri_of(old), server.uri_of(to)) for old, to in moves]
    return lsp.WorkspaceEdit(document_changes=[*texts, *files])


def _planned(server: Connection, entry: Entry, new: str) -> Mapping[str, bytes]:
    """The bytes of the files that change when `entry` gets the id `new`, by the paths they have now.

    Raises:
        EnvironmentFault: `new` can be no id, or there are faults in the content, now or then.
        SiteError: an entry has the id, or had it.
    """
    site = server.site
    look = site.look(dict(site.unsaved), site.last)  # what was typed since the last one counts
    _stop_at(look.faults)
    check_new_id(new, entry, look.content)
    renaming = Renaming(entry.origin.path, new)
    planned = files_renamed(look.content, site.bytes_of, renaming, site.options)
    _stop_at(planned.faults)
    return {renaming.path if path == renaming.new_path else path: raw for path, raw in planned.value.items()}


def _stop_at(faults: tuple[Fault, ...]) -> None:
    error = next((fault for fault in faults if fault.severity == "error"), None)
    if error:
        where = f"{error.path}:{error.span.line}"
        raise EnvironmentFault(f"mend the faults of the site first: {where}: {error.message}", error.fix)


def _moves_files(server: Connection) -> bool:
    """Whether the program moves files. Such a one takes them among versioned edits, also where it does not say so: Neovim."""
    workspace = server.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    return lsp.ResourceOperationKind.Rename in ((edits and edits.resource_operations) or ())
