"""Reading a REFI-QDA codebook (qdc): a tree of codes and sets of them, whatever version of the namespace."""

import hashlib
from pathlib import Path

from exchange.archive import UnreadableProject
from exchange.markup import local, parse_project_xml
from exchange.project import Origin, Project
from exchange.refi.tree import codes_in, groups_in
from wording.messages import tr


def read_qdc(path: Path) -> Project:
    """The codebook in a qdc file; raises UnreadableProject."""
    data = path.read_bytes()
    root = parse_project_xml(data, path.name)
    if local(root) != "CodeBook":
        raise UnreadableProject(tr("{file} is not a REFI-QDA codebook.", file=path.name))
    codes, groups = tuple(codes_in(root)), groups_in(root)
    counts = {"codes": sum(local(one) == "Code" for one in root.iter())}
    origin = Origin("qdc", path.name, root.get("origin") or "", hashlib.sha256(data).hexdigest())
    return Project(origin=origin, codes=codes, groups=groups, counts=counts)  # type: ignore[arg-type]
