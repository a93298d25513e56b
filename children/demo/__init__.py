"""The demo's children: families of the ward with years of coming, going and being born, and what befell them."""

from children.demo.making import make_children
from interface.demo import demo_part

demo_part("children")(make_children)
