"""Each of the ugly files, row by row: what was understood, what becomes of it, and what a person is told."""

import pytest

from tests.children.ugly import files
