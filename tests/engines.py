import re
import comrak, pyromark, markdown
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
FM=re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
def pm(t):
    return markdown.Markdown(extensions=["attr_list","md_in_html","footnotes","tables","admonition"]).convert(t)
_mi=MarkdownIt("commonmark").enable("table").use(footnote_plugin)
def mi(t): return _mi.render(t)
_o=comrak.ExtensionOptions(); _o.table=True; _o.footnotes=True
_r=comrak.RenderOptions(); 
for n in ("unsafe_","unsafe"):
    if hasattr(_r,n): setattr(_r,n,True)
def cr(t): return comrak.render_markdown(t, extension_options=_o, render_options=_r)
def pc(t): return pyromark.html(t, options=pyromark.Options.ENABLE_TABLES|pyromark.Options.ENABLE_FOOTNOTES)
