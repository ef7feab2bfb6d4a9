"""The library in other formats, for machines: each module writes one."""
