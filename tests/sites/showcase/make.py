#!/usr/bin/env python3
"""Makes the pictures and papers of this site: `python3 tests/sites/showcase/make.py`. Nothing in them is real.

The pages are texts, which people edit. What is not text comes from here: `papers.txt` says what papers hold, `draw.py`
draws, `jpeg.py` and `paper.py` write. The same bytes come out on any day, with the same fonts and zlib.
"""

import pathlib
import random

import draw
import jpeg
import paper

HERE = pathlib.Path(__file__).parent
CONTENT = HERE / "content"
OFFICE = "องค์การบริหารส่วนตำบลทุ่งสมมติ อำเภอสมมติ จังหวัดสมมติบุรี"


def write(path, data):
    target = CONTENT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def scene(kind, light, seed):
    """A picture of something that happens in a subdistrict."""
    if kind in ("meeting", "counter", "training"):
        art = draw.Scene("noon", seed)
        art.room(*{"meeting": (), "counter": ("dde7e3", "a9a294"), "training": ("efe6da", "9c7f5c")}[kind])
        if kind == "counter":
            for n in range(3):
                art.person(200 + n * 280, 470, 210, shirt="c9b98a", tool="paper")
                art.table(90 + n * 280, 520, 220)
            art.crowd(3, 630, 190, 0.15, 0.85)
        else:
            art.screen([art.dice.uniform(0.3, 1) for _ in range(6)])
            art.person(180, 480, 220, shirt="c9b98a", tool="paper")
            for row in range(2):
                art.crowd(5 + row, 540 + row * 90, 150 + row * 20, 0.18, 0.98)
                art.table(210 - row * 40, 560 + row * 84, 730)
        return art
    art = draw.Scene(light, seed)
    if kind == "office":
        art.office(270, 450, 420, 170)
        art.flag(190, 470, 230)
        art.tree(110, 480, 160)
        art.tree(850, 480, 180)
        art.crowd(7, 620, 150)
    elif kind == "planting":
        art.tree(90, 470, 190)
        art.tree(870, 460, 150)
        for n in range(8):
            art.tree(80 + n * 118, 520 + (n % 2) * 30, 64)
        art.crowd(6, 620, 170, tool="spade")
    elif kind == "road":
        art.road()
        art.house(90, 460, 130)
        art.palm(830, 480, 190)
        art.truck(360, 560, "e0a030")
        art.crowd(3, 620, 150, 0.06, 0.34, shirt="e0a030", tool="spade")
    elif kind == "canal":
        art.palm(160, 470, 180)
        art.house(700, 450, 150)
        art.water(500)
        art.polygon([(300, 560), (660, 560), (610, 600), (350, 600)], art.shade(draw.hexed("8a6a48")))
        art.crowd(3, 560, 130, 0.38, 0.64)
    elif kind == "school":
        art.office(330, 440, 460, 130, "b5533c")
        art.flag(250, 460, 200)
        art.crowd(9, 610, 120)
    elif kind == "market":
        for n, colour in enumerate(("c8553d", "2f6f8f", "5b8c5a")):
            art.tent(70 + n * 300, 520, 230, colour)
            art.table(80 + n * 300, 520, 210)
        art.crowd(8, 620, 150)
    elif kind == "health":
        art.tent(330, 500, 320, "2f6f8f")
        art.box(470, 350, 40, 12, (200, 60, 60))
        art.box(484, 336, 12, 40, (200, 60, 60))
        art.table(360, 510, 260)
        art.tree(120, 480, 180)
        art.crowd(7, 620, 150, 0.1, 0.92)
    elif kind == "waste":
        art.house(60, 450, 130)
        art.house(760, 450, 140, "e8ddc8", "5b6f8c")
        art.truck(330, 540)
        art.crowd(5, 625, 150, tool="bag")
    elif kind == "water":
        for x in (420, 560):
            art.line(x, 470, x - 16, 250, 12, art.shade(draw.hexed("8d99a6")))
        art.box(360, 150, 250, 110, art.shade(draw.hexed("6d93a8")))
        art.box(350, 140, 270, 16, art.shade(draw.hexed("4f6f80")))
        art.tree(160, 480, 160)
        art.house(720, 460, 140)
        art.crowd(4, 620, 150, 0.2, 0.8)
    elif kind == "elders":
        art.tree(480, 470, 330)
        art.house(60, 450, 140)
        art.crowd(8, 610, 150)
    elif kind == "sport":
        art.box(0, 470, art.width, 170, art.shade(draw.hexed("5f9b57")))
        art.line(480, 470, 480, 640, 4, (240, 245, 240))
        art.ellipse(480, 560, 12, 12, (250, 250, 250))
        art.crowd(4, 610, 150, 0.06, 0.46, shirt="c8553d")
        art.crowd(4, 610, 150, 0.54, 0.94, shirt="2f6f8f")
    elif kind == "festival":
        art.water(500)
        for n in range(14):
            x, y = art.dice.uniform(40, 920), art.dice.uniform(60, 320)
            art.ellipse(x, y, 12, 15, draw.hexed("ffb347"))
        for n in range(9):
            x, y = 70 + n * 105, 540 + (n % 3) * 26
            art.ellipse(x, y, 26, 9, draw.hexed("5b8c5a"))
            art.ellipse(x, y - 8, 8, 10, draw.hexed("ffd97a"))
        art.crowd(7, 505, 120)
    elif kind == "field":
        art.fields()
        art.palm(140, 470, 200)
        art.house(740, 450, 130)
        art.crowd(4, 610, 150, 0.25, 0.7, tool="spade")
    elif kind == "solar":
        art.office(80, 450, 300, 140, "5b6f8c")
        for n in range(3):
            art.polygon([(450 + n * 160, 430), (590 + n * 160, 430), (560 + n * 160, 520), (420 + n * 160, 520)], art.shade(draw.hexed("28466b")))
            for level in range(1, 3):
                art.line(450 + n * 160 - level * 10, 430 + level * 30, 590 + n * 160 - level * 10, 430 + level * 30, 2, (150, 180, 210))
        art.crowd(4, 620, 150, 0.3, 0.75)
    return art


def pictures():
    for line in (HERE / "pictures.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            path, kind, light = line.split()
            art = scene(kind, light, path)
            write(path, jpeg.jpeg(art.rows, art.across, art.down))
    people = [  # woman, colour of the suit, glasses, grey hair
        (0, "28466b", 0, 1), (1, "5a3f5f", 0, 0), (0, "3b4252", 1, 0), (1, "2f6f5f", 1, 0), (0, "c9b98a", 1, 1), (1, "c9b98a", 0, 0),
        (0, "c9b98a", 0, 0), (1, "c9b98a", 1, 0), (0, "c9b98a", 1, 0), (1, "c9b98a", 0, 1), (0, "c9b98a", 0, 0), (1, "c9b98a", 0, 0)]
    for number, (woman, suit, glasses, grey) in enumerate(people, 1):
        write(f"files/people/{number:02}.png", draw.portrait(number, bool(woman), suit, bool(glasses), bool(grey)).png())
    write("files/map.png", plan().png())


def plan():
    """The way to the office."""
    art = draw.Canvas(960, 600)
    art.sky((238, 240, 228), (238, 240, 228))
    for x, y, rx, ry in ((150, 120, 190, 120), (830, 500, 220, 130)):
        art.ellipse(x, y, rx, ry, (207, 226, 186))
    art.polygon([(0, 410), (960, 250), (960, 290), (0, 450)], (159, 199, 219))
    for edge, fill in ((46, (200, 196, 184)), (38, (255, 255, 255))):
        art.line(-20, 560, 980, 90, edge, fill)
        art.line(420, -20, 560, 620, edge, fill)
    art.box(300, 150, 120, 80, (244, 232, 208))
    art.polygon([(288, 150), (360, 106), (432, 150)], (11, 110, 79))
    art.box(620, 400, 90, 60, (226, 214, 196))
    art.polygon([(610, 400), (665, 366), (720, 400)], (181, 83, 60))
    art.polygon([(430, 176), (486, 176), (458, 240)], (200, 60, 60))
    art.ellipse(458, 164, 30, 30, (200, 60, 60))
    art.ellipse(458, 164, 12, 12, (255, 255, 255))
    return art


def papers():
    parts = (HERE / "papers.txt").read_text("utf-8").split("=== ")
    for part in parts[1:]:
        head, *lines = part.splitlines()
        path, title = head.split(" | ")
        make = paper.docx if path.endswith(".docx") else paper.pdf
        write(path, make(title, lines, OFFICE))


HEADS = ["ที่", "ปีงบประมาณ", "ชื่อหน่วยงาน", "อำเภอ", "จังหวัด", "กระทรวง", "ประเภทหน่วยงาน", "ชื่อรายการของงานที่ซื้อหรือจ้าง",
         "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", "แหล่งที่มาของงบประมาณ", "สถานะการจัดซื้อจัดจ้าง", "วิธีการจัดซื้อจัดจ้าง",
         "ราคากลาง (บาท)", "ราคาที่ตกลงซื้อหรือจ้าง (บาท)", "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก", "เลขที่โครงการในระบบ e-GP"]
WORKS = ["จ้างซ่อมแซมถนนลูกรังสายบ้านทุ่ง", "จัดซื้อวัสดุสำนักงาน", "จ้างเหมาทำความสะอาดอาคารสำนักงาน", "จัดซื้ออาหารเสริม (นม) โรงเรียน",
         "จ้างก่อสร้างรางระบายน้ำ คสล.", "จัดซื้อวัสดุไฟฟ้าและวิทยุ", "จ้างซ่อมแซมระบบประปาหมู่บ้าน", "จัดซื้อน้ำมันเชื้อเพลิง",
         "จ้างเหมากำจัดขยะมูลฝอย", "จัดซื้อวัสดุคอมพิวเตอร์"]
SHOPS = ["ร้านสมมติการช่าง", "ร้านตัวอย่างพาณิชย์", "บริษัท ทุ่งสมมติก่อสร้าง จำกัด", "ห้างหุ้นส่วนจำกัด ตัวอย่างวัสดุ", "ร้านใจดีเครื่องเขียน"]


def procurement(year, seed):
    """Forty rows of the form with sixteen columns."""
    dice, rows = random.Random(seed), [HEADS]
    for number in range(1, 41):
        budget = dice.randrange(8, 480) * 1000
        agreed = budget - dice.randrange(0, 60) * 100
        way = "ประกาศเชิญชวนทั่วไป (e-bidding)" if budget > 400_000 else "เฉพาะเจาะจง"
        state = "สิ้นสุดระยะสัญญา" if number < 32 else "อยู่ระหว่างระยะสัญญา"
        name = f"{WORKS[(number * 7) % len(WORKS)]} หมู่ที่ {number % 9 + 1}"
        rows.append([number, year, "องค์การบริหารส่วนตำบลทุ่งสมมติ", "สมมติ", "สมมติบุรี", "มหาดไทย", "องค์กรปกครองส่วนท้องถิ่น", name, budget,
                     "ข้อบัญญัติงบประมาณ", state, way, budget, agreed, SHOPS[number % len(SHOPS)], f"{year % 100}{number:02}9000{number:03}"])
    return rows


def tables():
    write("2568/files/o12/list.xlsx", paper.xlsx("รายการ", procurement(2568, 12)))
    write("2568/files/o13/list.xlsx", paper.xlsx("รายการ", procurement(2567, 13)))
    dice = random.Random(11)
    works = ["ชำระภาษีท้องถิ่น", "ขออนุญาตก่อสร้าง", "ลงทะเบียนผู้สูงอายุ", "แจ้งซ่อมไฟฟ้าสาธารณะ", "ขอน้ำอุปโภคบริโภค", "รับเรื่องร้องทุกข์", "จดทะเบียนพาณิชย์"]
    rows = [["งานบริการ", "ณ จุดบริการ (ราย)", "E-Service (ราย)", "รวม (ราย)"]]
    for work in works:
        desk, online = dice.randrange(40, 400), dice.randrange(10, 160)
        rows.append([work, desk, online, desk + online])
    write("2568/files/o11/services.xlsx", paper.xlsx("สถิติ", rows))
    write("2568/files/o19/complaints.xlsx", paper.xlsx("สถิติ", [
        ["ช่วงเวลา", "เรื่องร้องเรียนทั้งหมด (เรื่อง)", "แล้วเสร็จ (เรื่อง)", "อยู่ระหว่างดำเนินการ (เรื่อง)"],
        ["ตุลาคม 2567 ถึง ธันวาคม 2567", 0, 0, 0], ["มกราคม 2568 ถึง มีนาคม 2568", 0, 0, 0]]))


if __name__ == "__main__":
    pictures()
    papers()
    tables()
