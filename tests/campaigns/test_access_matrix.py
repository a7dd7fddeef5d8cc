"""Role, object, action and state at every address, and every role at each, where a plain run asks some of them."""

import pytest

from tests.architecture.test_access_matrix import (  # noqa: F401 its fixtures, and the test itself
    blank_pages,
    known,
    test_each_page_and_operation_does_what_the_table_says,
)
from tests.architecture.test_urls_by_role import test_each_role_gets_what_the_table_says  # noqa: F401 the test itself
from tests.counts import in_full

pytestmark = pytest.mark.skipif(not in_full(), reason="tests/architecture/test_access_matrix.py asks a part of it")
