"""The Jinja environment: every value that a template prints goes through the escape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from onrecord import phrases
from onrecord.language import decimal, gettext, ngettext, pgettext
from onrecord.markdown.addresses import own
from onrecord.markdown.escape import Markdown, escape, join, url
from onrecord.markdown.printer import Printer
from onrecord.markdown.prose import prose
from onrecord.phrases import Code, Link, Phrase, emphasis, quoted, say, say_many, strong, to_page

#: A template lies beside the module of its kind of page; its name is one of a kind.
_HERE = Path(__file__).parent
_FOLDERS = (_HERE, *sorted(path for path in _HERE.iterdir() if path.is_dir()))


class _Environment(jinja2.Environment):
    """Refuses the blocks whose result Jinja writes without asking ``finalize``, or changes after it."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for block in template.find_all((nodes.FilterBlock, nodes.CallBlock, nodes.ScopedEvalContextModifier)):
            raise jinja2.TemplateSyntaxError(
                "`filter`, `call` and `autoescape` blocks go round the escape; write {{ value | filter }}",
                block.lineno,
                name,
                filename,
            )
        return template


def environment(overrides: Path | Mapping[str, bytes] | None = None) -> jinja2.Environment:
    """The environment of all page templates; a file in ``overrides`` takes the place of ours of its name.

    They are a folder, or contents by path in one that lies on another machine.

    Autoescaping for HTML would let Markdown through, so it is off, and ``finalize`` escapes each printed
    value instead: plain text, results of filters, and the value of ``~`` alike. Only :class:`Markdown`,
    which our own functions return, passes. Jinja's ``safe`` and macros do not produce it: they are escaped
    (again), which is ugly and safe. Nor does a template get it by joining, replacing or formatting Markdown
    with text: `str` returns text.
    """
    loaders: list[jinja2.BaseLoader] = [_loader(overrides)] if overrides else []
    loaders.append(
        jinja2.FileSystemLoader([_HERE, *sorted(path for path in _HERE.iterdir() if path.is_dir())])
    )
    env = _Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=False,  # see above: escaping is finalize's work
        finalize=_printed,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Each build has an environment of its own, so nothing changes under it.
        auto_reload=False,
    )
    env.filters["url"] = url
    env.filters["own"] = own
    env.filters["prose"] = prose
    env.filters["md_join"] = join
    env.filters["capitalised"] = _capitalised
    # Words of ours are messages of the catalogue; `say` gives a phrase, `_` a text.
    env.globals.update(
        _=gettext, ngettext=ngettext, pgettext=pgettext, say=say, say_many=say_many, printer=Printer()
    )
    env.globals.update(code=Code, emphasis=emphasis, link=Link, strong=strong, to_page=to_page)
    env.globals.update(decimal=decimal, quoted=quoted)
    return env


def _loader(templates: Path | Mapping[str, bytes]) -> jinja2.BaseLoader:
    if isinstance(templates, Path):
        return jinja2.FileSystemLoader(templates)
    return jinja2.FunctionLoader(lambda name: templates[name].decode() if name in templates else None)


@jinja2.pass_context
def _printed(context: jinja2.runtime.Context, value: object) -> Markdown:
    """What a template prints: a phrase by the printer of the page, anything else through the escape."""
    if isinstance(value, Phrase):
        printer: Printer = context["printer"]
        return printer(value)
    if isinstance(value, tuple) or _has_parts_only(value):
        # What a template of an earlier version printed may be something with parts now.
        raise jinja2.TemplateRuntimeError(f"a {type(value).__name__} cannot be printed; print its parts")
    return escape(value)


def _has_parts_only(value: object) -> bool:
    return is_dataclass(value) and type(value).__str__ is object.__str__


def _capitalised(text: Phrase | str) -> Phrase:
    return phrases.capital(text)


def render(env: jinja2.Environment, template: str, context: dict[str, Any]) -> Markdown:
    """The page that ``template`` makes of ``context``, with runs of blank lines folded to one."""
    try:
        text = env.get_template(template).render(context)
    except (TypeError, ValueError) as error:
        raise jinja2.TemplateRuntimeError(f"{template}: {error}") from error
    lines: list[str] = []
    for line in text.split("\n"):
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return Markdown("\n".join(lines).strip("\n") + "\n")
