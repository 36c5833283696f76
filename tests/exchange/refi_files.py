"""REFI-QDA files made up for tests: a project in XML, zipped as programs do it."""

import io
import zipfile


def guid(number):
    return f"{number:08X}-1111-4111-8111-111111111111"


ANNA, BASILE = guid(1), guid(2)
AIMS, GREEN, COST, OTHER_COST = guid(11), guid(12), guid(13), guid(14)
SOURCE = guid(21)
WORDS = "Q : Pourquoi 🥳 ce projet ?\n\nR : Pour le climat. C'est cher, très cher.\n"


def selection(start, end, code, *, number, user=ANNA, coder=None, name="", comment="", time="2020-03-04T10:00:00Z"):
    remark = f"<Description>{comment}</Description>" if comment else ""
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{end}" name="{name}" '
        f'creatingUser="{user}" creationDateTime="{time}">{remark}'
        f'<Coding guid="{guid(number + 1000)}" creatingUser="{coder or user}" creationDateTime="{time}">'
        f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


CODES = (
    f'<Code guid="{AIMS}" name="Buts &amp; visées" isCodable="true" color="#00ff7f">'
    f"<Description>Ce qui est visé.\nEt pourquoi.</Description>"
    f'<Code guid="{GREEN}" name="1.2 Écologie" isCodable="true"/>'
    f'<Code guid="{COST}" name="Coût" isCodable="true"/></Code>'
    f'<Code guid="{OTHER_COST}" name="Coût" isCodable="false"/>'
)


def project(
    *selections, origin="Other 1.0", path="internal://a.txt", more="", codes=CODES, source="", name="Entretien.docx"
):
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Essai" origin="{origin}">'
        f'<Users><User guid="{ANNA}" name="Anna"/><User guid="{BASILE}" name="Basile"/></Users>'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>"
        f'<Variables><Variable guid="{guid(31)}" name="taille" typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="{guid(41)}" name="Lyon"><VariableValue><VariableRef targetGUID="{guid(31)}"/>'
        f'<IntegerValue>12</IntegerValue></VariableValue><SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
        f'<Sources><TextSource guid="{SOURCE}" name="{name}" plainTextPath="{path}">{"".join(selections)}</TextSource>'
        f"{source}</Sources>{more}</Project>"
    )


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def qdpx(xml, text=WORDS, *, folder="sources/", inner="project.qde", file="a.txt"):
    content = text if isinstance(text, bytes) else text.encode()
    return zipped([(inner, xml), (folder + file, content)])
