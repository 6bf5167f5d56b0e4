"""Papers of a made-up office from lines of text: PDF with its own letters, and Word.

A paper is lines: `## heading`, `| cell | cell |` of a table, and paragraphs.
"""

import struct
import zipfile
import zlib

FONTS = ["/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"]
ABOVE, TONES = "ัิีึืํ็", "่้๊๋์"
COMBINING = "ัิีึืฺุู็่้๊๋์ํ"
WIDTH, HEIGHT, MARGIN = 595, 842, 64


class Font:
    """A font of which a paper carries the letters that it uses (OFL allows that in any document)."""

    def __init__(self, path):
        self.data = open(path, "rb").read()
        self.tables = {}
        for at in range(struct.unpack(">H", self.data[4:6])[0]):
            tag, _, start, size = struct.unpack(">4sIII", self.data[12 + 16 * at:28 + 16 * at])
            self.tables[tag.decode()] = self.data[start:start + size]
        self.glyphs = self.letters()
        count = struct.unpack(">H", self.tables["hhea"][34:36])[0]
        self.advances = [struct.unpack(">H", self.tables["hmtx"][4 * at:4 * at + 2])[0] for at in range(count)]
        self.unit = struct.unpack(">H", self.tables["head"][18:20])[0]

    def letters(self):
        cmap, found = self.tables["cmap"], {}
        for at in range(struct.unpack(">H", cmap[2:4])[0]):
            start = struct.unpack(">I", cmap[8 + 8 * at:12 + 8 * at])[0]
            if struct.unpack(">H", cmap[start:start + 2])[0] != 4:
                continue
            half = struct.unpack(">H", cmap[start + 6:start + 8])[0] // 2
            parts = struct.unpack(f">{half}HH{3 * half}H", cmap[start + 14:start + 16 + 8 * half])
            ends, starts, deltas, ranges = parts[:half], parts[half + 1:2 * half + 1], parts[2 * half + 1:3 * half + 1], parts[3 * half + 1:]
            for n, (low, high, delta, offset) in enumerate(zip(starts, ends, deltas, ranges)):
                for code in range(low, min(high, 0xFFFE) + 1):
                    glyph = code + delta & 0xFFFF
                    if offset:
                        place = start + 16 + 6 * half + 2 * n + offset + 2 * (code - low)
                        glyph = struct.unpack(">H", cmap[place:place + 2])[0]
                    found.setdefault(code, glyph)
        return found

    def width(self, letter):
        glyph = self.glyphs[ord(letter)]
        return self.advances[min(glyph, len(self.advances) - 1)] * 1000 / self.unit

    def subset(self, used):
        """The font with the outlines of these glyphs alone, and of those that they are made of."""
        long = struct.unpack(">h", self.tables["head"][50:52])[0]
        count = struct.unpack(">H", self.tables["maxp"][4:6])[0]
        form = f">{count + 1}I" if long else f">{count + 1}H"
        starts = [start * (1 if long else 2) for start in struct.unpack(form, self.tables["loca"][:struct.calcsize(form)])]
        glyf, keep, wait = self.tables["glyf"], set(), [0, *used]
        while wait:
            glyph = wait.pop()
            if glyph in keep:
                continue
            keep.add(glyph)
            outline = glyf[starts[glyph]:starts[glyph + 1]]
            at, more = 10, bool(outline) and struct.unpack(">h", outline[:2])[0] < 0
            while more:
                flags, part = struct.unpack(">HH", outline[at:at + 4])
                wait.append(part)
                at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
                more = flags & 32
        last = max(keep) + 1
        outlines, places = b"", [0]
        for glyph in range(last):
            outlines += glyf[starts[glyph]:starts[glyph + 1]] if glyph in keep else b""
            outlines += b"\0" * (-len(outlines) % 4)
            places.append(len(outlines))
        advances = min(last, len(self.advances))
        tables = {tag: self.tables[tag] for tag in ("cvt ", "fpgm", "prep") if tag in self.tables}
        tables["head"] = self.tables["head"][:8] + b"\0\0\0\0" + self.tables["head"][12:50] + b"\0\1\0\0"
        tables["hhea"] = self.tables["hhea"][:34] + struct.pack(">H", advances)
        tables["maxp"] = self.tables["maxp"][:4] + struct.pack(">H", last) + self.tables["maxp"][6:]
        tables["hmtx"] = self.tables["hmtx"][:4 * advances + 2 * (last - advances)]
        tables["loca"], tables["glyf"] = struct.pack(f">{len(places)}I", *places), outlines
        head, body = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128), b""
        for tag in sorted(tables):
            place = 12 + 16 * len(tables) + len(body)
            head += struct.pack(">4sIII", tag.encode(), checksum(tables[tag]), place, len(tables[tag]))
            body += tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        return head + body


def checksum(data):
    data += b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


class Pdf:
    def __init__(self, title):
        self.title = title
        self.fonts = [Font(path) for path in FONTS]
        self.used = [{}, {}]
        self.pages, self.y = [], 0
        self.page()

    def page(self):
        self.pages.append([])
        self.y = HEIGHT - MARGIN

    def font(self, letter):
        return 0 if ord(letter) in self.fonts[0].glyphs and letter != " " else 1

    def width(self, text, size):
        return sum(self.fonts[self.font(letter)].width(letter) for letter in text) * size / 1000

    def wrapped(self, text, size, room):
        """Lines that fit, broken at spaces, and inside of a word only where it is longer than a line."""
        lines, line = [], ""
        for word in text.split(" "):
            joined = f"{line} {word}" if line else word
            if self.width(joined, size) <= room:
                line = joined
                continue
            if line:
                lines.append(line)
            line = ""
            for letter in word:
                if self.width(line + letter, size) > room and letter not in COMBINING + "ะาำๅ" and line[-1:] not in "เแโใไ":
                    lines.append(line)
                    line = ""
                line += letter
        return lines + [line]

    def draw(self, text, x, y, size):
        """A line of text. A tone above a vowel stands higher, as the font's own tables would put it."""
        ops = [f"BT {x:.1f} {y:.1f} Td"]
        font, before, run, rise = None, "", "", 0

        def flush():
            nonlocal run
            if run:
                ops.append(f"/F{font} {size} Tf {rise} Ts <{run}> Tj")
            run = ""

        for letter in text:
            own = self.font(letter)
            lifted = round(size * 0.24, 1) if letter in TONES and before in ABOVE and before else 0
            if (own, lifted) != (font, rise):
                flush()
                font, rise = own, lifted
            glyph = self.fonts[own].glyphs[ord(letter)]
            self.used[own][glyph] = letter
            run += f"{glyph:04X}"
            before = letter
        flush()
        self.pages[-1].append(" ".join(ops) + " ET")

    def text(self, text, size, after=4, centred=False):
        for line in self.wrapped(text, size, WIDTH - 2 * MARGIN):
            if self.y < MARGIN + size:
                self.page()
            self.y -= size * 1.7
            x = (WIDTH - self.width(line, size)) / 2 if centred else MARGIN
            self.draw(line, x, self.y, size)
        self.y -= after

    def table(self, rows):
        size, count = 10, max(len(row) for row in rows)
        longest = [max(self.width(row[at], size) for row in rows) + 10 for at in range(count)]
        room = WIDTH - 2 * MARGIN
        widths = [min(own, room / count * 1.6) for own in longest]
        widths = [own * room / sum(widths) for own in widths]
        for row in rows:
            cells = [self.wrapped(cell, size, width - 8) for cell, width in zip(row, widths)]
            height = max(len(cell) for cell in cells) * size * 1.7 + 6
            if self.y - height < MARGIN:
                self.page()
            x = MARGIN
            for cell, width in zip(cells, widths):
                self.pages[-1].append(f"0.6 w 0.6 G {x:.1f} {self.y - height:.1f} {width:.1f} {height:.1f} re S")
                for n, line in enumerate(cell):
                    self.draw(line, x + 4, self.y - (n + 1) * size * 1.6, size)
                x += width
            self.y -= height
        self.y -= 10

    def bytes(self):
        objects = ["", "", f"<< /Title <FEFF{self.title.encode('utf-16-be').hex().upper()}> /Producer (prongsai showcase) >>"]
        names = []
        for number, (font, used) in enumerate(zip(self.fonts, self.used)):
            if not used:
                continue
            at = len(objects) + 1
            names.append(f"/F{number} {at} 0 R")
            objects += self.font_objects(font, used, at, f"SHOWCA+Noto{number}")
        kids = []
        for page in self.pages:
            objects.append(stream("\n".join(page).encode()))
            objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R /Resources << /Font << {' '.join(names)} >> >> >>")
            kids.append(f"{len(objects)} 0 R")
        objects[0] = "<< /Type /Catalog /Pages 2 0 R /Lang (th) /ViewerPreferences << /DisplayDocTitle true >> >>"
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for number, one in enumerate(objects, 1):
            places.append(len(out))
            one = one if isinstance(one, bytes) else one.encode()
            out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        size = len(objects) + 1
        tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        return out + tail.encode()

    @staticmethod
    def font_objects(font, used, at, name):
        letters = "".join(f"<{glyph:04X}> <{ord(letter):04X}>\n" for glyph, letter in sorted(used.items()))
        cmap = ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Own def\n/CMapType 2 def\n1 begincodespacerange\n"
                f"<0000> <FFFF>\nendcodespacerange\n{len(used)} beginbfchar\n{letters}endbfchar\nendcmap\nend\nend")
        widths = "".join(f"{glyph} [{font.width(letter):.0f}] " for glyph, letter in sorted(used.items()))
        outlines = font.subset(used)
        return [
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{at + 1} 0 R] /ToUnicode {at + 3} 0 R >>",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity /FontDescriptor {at + 2} 0 R /W [{widths}] >>",
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-600 -500 1500 1300] /ItalicAngle 0 /Ascent 1100 /Descent -450 /CapHeight 714 /StemV 80 /FontFile2 {at + 4} 0 R >>",
            stream(cmap.encode()),
            stream(outlines, f"/Length1 {len(outlines)} "),
        ]


def stream(data, more=""):
    packed = zlib.compress(data, 9)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n".encode() + packed + b"\nendstream"


def blocks(lines):
    """Paragraphs, headings and tables, each with its kind."""
    table = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if table:
            yield "table", table
            table = []
        if line.strip():
            yield ("heading", line[3:]) if line.startswith("## ") else ("text", line)


def pdf(title, lines, office):
    paper = Pdf(title)
    paper.text(office, 11, after=2, centred=True)
    paper.text(title, 16, after=10, centred=True)
    for kind, block in blocks(lines):
        if kind == "table":
            paper.table(block)
        elif kind == "heading":
            paper.y -= 8
            paper.text(block, 14)
        else:
            paper.text(block, 12, after=6)
    return paper.bytes()


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def docx(title, lines, office):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def paragraph(text, size=24, more=""):
        run = f'<w:rPr>{more}<w:sz w:val="{size}"/><w:szCs w:val="{size + 8}"/></w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t>'
        return f"<w:p><w:r>{run}</w:r></w:p>"

    body = paragraph(office) + paragraph(title, 34, "<w:b/><w:bCs/>")
    for kind, block in blocks(lines):
        if kind == "table":
            edge = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
            rows = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in block)
            body += f"<w:tbl><w:tblPr><w:tblBorders>{edge}</w:tblBorders></w:tblPr>{rows}</w:tbl>"
        else:
            body += paragraph(block, *((28, "<w:b/><w:bCs/>") if kind == "heading" else ()))
    return packed({
        "[Content_Types].xml": TYPES.format('<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'),
        "_rels/.rels": RELATIONS.format(relation(1, "officeDocument", "word/document.xml")),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    })


def xlsx(sheet, rows):
    """A sheet with its heads in the first row; numbers stay numbers, and amounts are grouped."""
    def cell(value, at, row):
        place = f"{chr(65 + at)}{row}"
        if isinstance(value, (int, float)):
            form = ' s="1"' if value > 5000 else ""
            return f'<c r="{place}"{form}><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{escaped(value)}</t></is></c>'

    data = "".join(f'<row r="{n}">' + "".join(cell(value, at, n) for at, value in enumerate(row)) + "</row>" for n, row in enumerate(rows, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{kind}{own}+xml"/>' for name, own in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles")))
    styles = ('<fonts count="1"><font><sz val="11"/><name val="TH Sarabun New"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
              '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="3" applyNumberFormat="1"/></cellXfs>')
    columns = f'<cols><col min="1" max="{len(rows[0])}" width="18" customWidth="1"/></cols>'
    return packed({
        "[Content_Types].xml": TYPES.format(parts),
        "_rels/.rels": RELATIONS.format(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="{escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format(relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml")),
        "xl/styles.xml": f'<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{main}">{columns}<sheetData>{data}</sheetData></worksheet>',
    })


TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{}</Types>')
RELATIONS = '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def relation(number, kind, target):
    return f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'


def packed(parts):
    """A zip with the same bytes on any day."""
    from io import BytesIO
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as box:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            box.writestr(entry, text)
    return out.getvalue()
