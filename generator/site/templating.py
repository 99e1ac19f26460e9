"""How templates are compiled: Jinja's compiler with the ways that a record's templates take most made short.

``thing.name`` is a record's key where the thing is a record, else an attribute; ``thing[key]`` is the
key. A key that a record does not hold is false and can be asked after (``is defined``), but not shown;
every other name that is not there is a fault of ours and raises. What all templates may name, and how
they show values, is looked up once, when a template is loaded. Jinja's own code finds these out anew, by
trying, at every place of every page.
"""

from collections.abc import Callable, Iterable, MutableMapping
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.bccache import BytecodeCache
from jinja2.compiler import CodeGenerator, DependencyFinderVisitor, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_RESOLVE, Symbols
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


_OWN = "ABSENT as _absent, Part as _Part, escape_plain as _plain, join_texts as _join"
"""What the code of a template takes from here."""

escape_plain: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""Escapes a plain text without marking it as escaped, where the library lets us: a page shows hundreds."""

ABSENT = _Absent("a key that the record does not hold is used as if it did")


def join_texts(*parts: Any) -> str:  # noqa: ANN401  whatever a template puts together
    """Put together what stands between ``~``; most parts are plain texts."""
    for part in parts:
        if type(part) is not str:
            return markup_join(parts)
    return "".join(parts)


class _Names(dict[str, Any]):
    """What a template was given and has set, beside what all may name."""

    def __missing__(self, name: str) -> Any:  # noqa: ANN401  jinja2's mark
        return missing


class _Context(Context):
    """The names of one rendering, looked up in one place."""

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


class Part:
    """A part of a template that others show, called without finding out anew what it takes."""

    def __init__(self, render: Callable[..., str], names: tuple[str, ...]) -> None:
        self._render, self._names = render, names

    def __call__(self, *given: Any, **named: Any) -> Markup:  # noqa: ANN401  whatever a template hands over
        """Show it, with what stands for a parameter that is not given."""
        if len(given) < len(self._names):
            given += tuple([named.pop(name, missing) for name in self._names[len(given) :]])
        # It refuses more than it takes.
        return str.__new__(Markup, self._render(*given, **named))


class _Compiler(CodeGenerator):
    """Writes the short ways into the templates' code."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  jinja2's arguments
        super().__init__(*args, **more)
        self._tests: set[int] = set()
        # What the code looks up when it is loaded, by the name that it has there.
        self.found: dict[str, str] = {}

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        super().visit_Template(node, frame)
        # At the end, so that the lines of templates and code still belong together.
        self.writeline(f"from {__name__} import {_OWN}")
        for own, place in sorted(self.found.items()):
            self.writeline(f"{own} = {place}")

    def _find(self, table: str, name: str) -> str:
        own = f"_{table}_{name}"
        self.found[own] = f"environment.{table}[{name!r}]"
        return own

    def enter_frame(self, frame: Frame) -> None:
        """Leave out what all templates may name: it stands beside the functions."""
        symbols, known = frame.symbols, self.environment.globals
        for target, (action, source) in tuple(symbols.loads.items()):
            if action == VAR_LOAD_RESOLVE and source in known:
                if _is_set(symbols, source):
                    symbols.loads[target] = (VAR_LOAD_ALIAS, self._find("globals", source))
                else:
                    del symbols.loads[target]
            elif action == VAR_LOAD_ALIAS and symbols.find_load(source) is None:
                # Set within what has named it as all may: the end of "l_0_name".
                symbols.loads[target] = (action, self._find("globals", source.split("_", 2)[2]))
        super().enter_frame(frame)

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        symbols = frame.symbols
        if node.ctx == "load" and symbols.find_load(symbols.ref(node.name)) is None:
            self.write(self._find("globals", node.name))
        else:
            super().visit_Name(node, frame)

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Have the ways to show and test a value stand beside the functions too."""
        visitor = DependencyFinderVisitor()
        for node in nodes:
            visitor.visit(node)
        self.filters.update((name, self._find("filters", name)) for name in visitor.filters)
        self.tests.update((name, self._find("tests", name)) for name in visitor.tests)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Have a macro be called the short way, but for those that take whatever they are given."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(argument.name for argument in macro_ref.node.args)
        self.write(f"_Part(macro, {names!r})")

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
        self.write("(_shown if (_kind := type(_shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write(")) is Markup else _plain(_shown) if _kind is str else escape(_shown))")


def _is_set(symbols: Symbols | None, name: str) -> bool:
    """Whether a template sets a name somewhere around a place."""
    while symbols:
        if name in symbols.stores:
            return True
        symbols = symbols.parent
    return False


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
        self._templates: dict[str, jinja2.Template] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  jinja2's name
    ) -> jinja2.Template:
        """Give a template by its name; every page asks for two or three, and nobody names another's."""
        template = self._templates.get(name) if isinstance(name, str) else name
        if template is None:
            template = super().get_template(name, parent, globals)
            self._templates[str(template.name)] = template
        return template

    def render(self, name: str, values: dict[str, Any]) -> str:
        """Render a template with some values, none of which bears the name of a global one."""
        template = self.get_template(name)
        if not self.globals.keys().isdisjoint(values):
            raise ValueError(self.globals.keys() & values)
        context = _Context(self, values, name, template.blocks)
        try:
            return "".join(template.root_render_func(context))
        except Exception:  # noqa: BLE001  raised again, with the template's line instead of the code's
            return self.handle_exception()
