"""Two processes that count at the same time count nobody twice."""

from tests import races

PEOPLE = 40


def test_two_processes_at_once_count_everybody_once(database_copy):
    assert races.in_processes(database_copy, races.finish_attempts, [(PEOPLE,)]) == [PEOPLE]
    counted = races.in_processes(database_copy, races.count_answers, [(3,), (3,)])
    [[people, wrong]] = races.in_processes(database_copy, races.counted_again, [()])
    assert (people, wrong) == (sum(counted), 0)
    assert PEOPLE - 4 <= people <= PEOPLE
