"""The part of schema.org's vocabulary that our JSON-LD uses.

Taken on 22 November 2026 from the npm package schema-dts 2.1.0, which is generated from schema.org's own
definitions: for each type what it is a kind of, for each property the type that has it and what it takes.
"""

from __future__ import annotations

TYPES = {
    "BackgroundNewsArticle": ("NewsArticle", "Article", "CreativeWork", "Thing"),
    "ReportageNewsArticle": ("NewsArticle", "Article", "CreativeWork", "Thing"),
    "Claim": ("CreativeWork", "Thing"),
    "Quotation": ("CreativeWork", "Thing"),
    "Comment": ("CreativeWork", "Thing"),
    "CorrectionComment": ("Comment", "CreativeWork", "Thing"),
    "CreativeWork": ("Thing",),
    "CollectionPage": ("WebPage", "CreativeWork", "Thing"),
    "WebSite": ("CreativeWork", "Thing"),
    "Organization": ("Thing",),
    "Person": ("Thing",),
    "Place": ("Thing",),
    "PostalAddress": ("ContactPoint", "Thing"),
    "GeoCoordinates": ("Thing",),
}
PROPERTIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "abstract": (("CreativeWork",), ("Text",)),
    "address": (("GeoCoordinates", "Organization", "Person", "Place"), ("PostalAddress", "Text")),
    "addressCountry": (("GeoCoordinates", "PostalAddress"), ("Country", "Text")),
    "affiliation": (("Person",), ("Organization",)),
    "appearance": (("Claim",), ("CreativeWork",)),
    "archivedAt": (("CreativeWork",), ("URL", "WebPage")),
    "author": (("CreativeWork",), ("Organization", "Person")),
    "comment": (("CreativeWork",), ("Comment",)),
    "contentLocation": (("CreativeWork",), ("Place",)),
    "copyrightHolder": (("CreativeWork",), ("Organization", "Person")),
    "correction": (("CreativeWork",), ("CorrectionComment", "Text", "URL")),
    "dateCreated": (("CreativeWork",), ("Date", "DateTime")),
    "dateModified": (("CreativeWork",), ("Date", "DateTime")),
    "datePublished": (("CreativeWork",), ("Date", "DateTime")),
    "dateline": (("NewsArticle",), ("Text",)),
    "description": (("Thing",), ("Text", "TextObject")),
    "geo": (("Place",), ("GeoCoordinates", "GeoShape")),
    "hasPart": (("CreativeWork",), ("CreativeWork",)),
    "headline": (("CreativeWork",), ("Text",)),
    "inLanguage": (("CreativeWork",), ("Language", "Text")),
    "isBasedOn": (("CreativeWork",), ("CreativeWork", "Product", "URL")),
    "isPartOf": (("CreativeWork",), ("CreativeWork", "URL")),
    "jobTitle": (("Person",), ("DefinedTerm", "Text")),
    "latitude": (("GeoCoordinates", "Place"), ("Number", "Text")),
    "license": (("CreativeWork",), ("CreativeWork", "URL")),
    "longitude": (("GeoCoordinates", "Place"), ("Number", "Text")),
    "mainEntityOfPage": (("Thing",), ("CreativeWork", "URL")),
    "name": (("Thing",), ("Text",)),
    "publisher": (("CreativeWork",), ("Organization", "Person")),
    "spokenByCharacter": (("Quotation",), ("Organization", "Person")),
    "temporalCoverage": (("CreativeWork",), ("DateTime", "Text", "URL")),
    "text": (("CreativeWork",), ("Text",)),
    "translationOfWork": (("CreativeWork",), ("CreativeWork",)),
    "translator": (("CreativeWork",), ("Organization", "Person")),
    "url": (("Thing",), ("URL",)),
}
