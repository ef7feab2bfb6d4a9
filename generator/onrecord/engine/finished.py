"""Files that MkDocs neither builds nor copies, and knows of: its menu and links lead to them."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from onrecord.settings import PLUGIN


class FinishedFile(File):
    """A file that is made by us, and put into the site after MkDocs has put its own there.

    A page is one to MkDocs while it makes its menu; ``finished`` says that this is done.
    """

    finished: bool = True

    @classmethod
    def at(
        cls,
        config: MkDocsConfig,
        address: str,
        path: str,
        inclusion: InclusionLevel = InclusionLevel.INCLUDED,
        *,
        finished: bool = True,
    ) -> FinishedFile:
        """The file at ``address`` in the sources, whose content lies at ``path``, or will."""
        file = cls(
            address,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            inclusion=inclusion,
        )
        file.generated_by = PLUGIN
        file.abs_src_path = path
        file.finished = finished
        # MkDocs works them out when they are first asked for, and a page's are not those of a file.
        _ = file.dest_uri, file.url, file.abs_dest_path
        return file

    def is_documentation_page(self) -> bool:
        """Only as long as the menu is made."""
        return not self.finished and super().is_documentation_page()

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: it is put into the site at the end of the build."""
