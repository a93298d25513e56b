"""Text as it was typed with fonts older than Unicode."""

# Written out by hand, as a typist's chart has it, so that the test does not repeat the tables it checks.
TCVN3_CHART = """
à µ ả ¶ ã · á ¸ ạ ¹  ă ¨ ằ » ẳ ¼ ẵ ½ ắ ¾ ặ Æ  â © ầ Ç ẩ È ẫ É ấ Ê ậ Ë  è Ì ẻ Î ẽ Ï é Ð ẹ Ñ  ê ª ề Ò ể Ó ễ Ô ế Õ ệ Ö
ì × ỉ Ø ĩ Ü í Ý ị Þ  ò ß ỏ á õ â ó ã ọ ä  ô « ồ å ổ æ ỗ ç ố è ộ é  ơ ¬ ờ ê ở ë ỡ ì ớ í ợ î  ù ï ủ ñ ũ ò ú ó ụ ô
ừ õ ử ö ữ ÷ ứ ø ự ù  ỳ ú ỷ û ỹ ü ý ý ỵ þ  đ ®  ư \u00ad  Ă ¡ Â ¢ Ê £ Ô ¤ Ơ ¥ Ư ¦ Đ §
"""
VNI_CHART = """
á aù à aø ả aû ã aõ ạ aï  ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë  â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä
é eù è eø ẻ eû ẽ eõ ẹ eï  ê eâ ế eá ề eà ể eå ễ eã ệ eä  í í ì ì ỉ æ ĩ ó ị ò
ó où ò oø ỏ oû õ oõ ọ oï  ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä  ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï
ú uù ù uø ủ uû ũ uõ ụ uï  ư ö ứ öù ừ öø ử öû ữ öõ ự öï  ý yù ỳ yø ỷ yû ỹ yõ ỵ î  đ ñ
"""


def chart(text):
    cells = [cell for cell in text.replace("\n", " ").split(" ") if cell]
    return dict(zip(cells[::2], cells[1::2], strict=True))


TCVN3, VNI = chart(TCVN3_CHART), chart(VNI_CHART)
VNI |= {letter.upper(): code.upper() for letter, code in VNI.items()}


def in_tcvn3(text):
    """As typed with .VnTime: a capital vowel with a tone has the code of the small one."""
    return "".join(TCVN3.get(char) or TCVN3.get(char.lower(), char) for char in text)


def in_vni(text):
    return "".join(VNI.get(char, char) for char in text)
