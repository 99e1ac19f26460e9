"""How templates are compiled: Jinja's compiler with the ways that a record's templates take most made short.

``thing.name`` is a record's key where the thing is a record, else an attribute; ``thing[key]`` is the
key. A key that a record does not hold is false and can be asked after (``is defined``), but not shown;
every other name that is not there is a fault of ours and raises. Jinja's own code finds these out anew,
by trying, at every place of every page.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import BytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, markup_join
from jinja2.utils import missing
from markupsafe import Markup, escape


class _Absent(jinja2.StrictUndefined):
    """What a record does not hold: false, equal to nothing, and never shown."""

    def __bool__(self) -> bool:  # type: ignore[override]  # jinja2 has no type for it
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return False

    __hash__ = None  # type: ignore[assignment]


ABSENT = _Absent("a key that the record does not hold is used as if it did")


def escape_text(value: Any) -> str:  # noqa: ANN401  whatever a template shows
    """Give a value as HTML text; most texts have nothing to escape."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]  # Markup is a text
    if kind is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value  # type: ignore[no-any-return]
    return escape(value)


def join_texts(*parts: Any) -> str:  # noqa: ANN401  whatever a template puts together
    """Put together what stands between ``~``; most parts are plain texts."""
    for part in parts:
        if type(part) is not str:
            return markup_join(parts)
    return "".join(parts)


class _Names(dict[str, Any]):
    """What a template may name."""

    def __missing__(self, name: str) -> Any:  # noqa: ANN401  jinja2's mark
        return missing


class _Context(Context):
    """The names of one rendering, looked up in one place: a template asks for a hundred of them."""

    def __init__(
        self,
        environment: jinja2.Environment,
        parent: dict[str, Any],
        *others: Any,  # noqa: ANN401  jinja2's arguments
        **more: Any,  # noqa: ANN401
    ) -> None:
        names = _Names(parent)
        super().__init__(environment, names, *others, **more)
        # What a template sets stands beside what it was given: the dictionary is of this rendering alone.
        self.vars = names
        self.resolve_or_missing = names.__getitem__  # type: ignore[assignment, method-assign]


class _Compiler(CodeGenerator):
    """Writes the short ways into the templates' code."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  jinja2's arguments
        super().__init__(*args, **more)
        self._tests: set[int] = set()

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Gather what a block gives, and hand it over as one text instead of a hundred."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        gathered = frame.buffer
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({gathered})")

    def visit_If(self, node: nodes.If, frame: Frame) -> None:  # noqa: N802  jinja2's name
        for branch in (node, *node.elif_):
            self._note_test(branch.test)
        super().visit_If(node, frame)

    def _note_test(self, test: nodes.Node) -> None:
        """Note what is only asked whether it is there: False then stands for what the record lacks."""
        if isinstance(test, nodes.Getattr):
            self._tests.add(id(test))
        elif isinstance(test, nodes.Not):
            self._note_test(test.node)
        elif isinstance(test, nodes.And | nodes.Or):
            self._note_test(test.left)
            self._note_test(test.right)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        thing, name = self.temporary_identifier(), node.attr
        absent = "False" if id(node) in self._tests else "_absent"
        self.write(f"(({thing}[{name!r}] if {name!r} in {thing} else {absent}) if type({thing} := ")
        self.visit(node.node, frame)
        self.write(f") is dict else {thing}.{name})")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self.write("_join(")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write("_escape(")


class TemplateEnvironment(jinja2.Environment):
    """Templates with autoescape, compiled the short way; ``codes`` keep what is compiled."""

    code_generator_class = _Compiler
    context_class = _Context

    def __init__(self, load: Callable[[str], str], codes: BytecodeCache | None = None) -> None:
        super().__init__(
            bytecode_cache=codes,
            loader=jinja2.FunctionLoader(load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        # Looked up once, not for every page.
        self.find_template = cache(self.get_template)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  jinja2's interface
    ) -> str:
        code = super()._generate(source, name, filename, defer_init)
        # At the end, so that the lines of templates and code still belong together.
        return (
            f"{code}\nfrom {__name__} import ABSENT as _absent, escape_text as _escape, join_texts as _join\n"
        )

    def render(self, name: str, values: Mapping[str, Any]) -> str:
        """Render a template with some values beside the globals."""
        template = self.find_template(name)
        # The globals are laid together once more for every page otherwise, one by one.
        context = template.new_context({**self.globals, **values}, shared=True)
        try:
            return "".join(template.root_render_func(context))
        except Exception:  # noqa: BLE001  raised again, with the template's line instead of the code's
            return self.handle_exception()
