-- The mark of a class, for the query that finds it (see live.py). Values: uuid, week_ago. JOINED is what
-- the database calls joining texts. CROSS JOIN and + keep SQLite from walking through the work of
-- everybody on the site; names of states are those of organizations.enums and core.enums.
WITH
own AS (SELECT id FROM organizations_classroom WHERE uuid = %(uuid)s),
members AS (SELECT * FROM organizations_membership WHERE classroom_id = (SELECT id FROM own)),
students AS (SELECT user_id, joined_at FROM members WHERE role = 'student' AND state = 'active'),
assigned AS (
    SELECT * FROM assignments_assignment
    WHERE classroom_id = (SELECT id FROM own) AND withdrawn_at IS NULL)
SELECT
    -- Who is in the class or waits, under which name; what teachers have seen of it.
    COALESCE((
        SELECT JOINED(CAST(id AS text) || state || nickname || '=' || label || CASE
            WHEN role = 'teacher'
            THEN CAST(students_seen_at AS text) || CAST(changes_seen_at AS text) ELSE '' END, ',')
        FROM members), '')
    -- What is assigned, and to whom where it is not for all.
    || ',' || COALESCE((
        SELECT JOINED(CAST(id AS text) || quiz_mode || COALESCE(CAST(due_on AS text), '')
            || CAST(is_for_all AS text), ',')
        FROM assigned), '')
    || ',' || COALESCE((
        SELECT JOINED(CAST(assignment_id AS text) || ' for ' || CAST(membership_id AS text), ',')
        FROM assignments_assignment_students
        WHERE assignment_id IN (SELECT id FROM assigned)), '')
    || ',' || COALESCE((
        SELECT JOINED(CAST(chosen.assignment_id AS text) || ' for group of '
            || CAST(grouped.membership_id AS text), ',')
        FROM assignments_assignment_groups chosen
        JOIN assignments_classgroup_members grouped ON grouped.classgroup_id = chosen.classgroup_id
        WHERE chosen.assignment_id IN (SELECT id FROM assigned)), '')
    -- Who joined long enough ago to be behind, and what was opened long enough ago.
    || ',' || (SELECT CAST(COUNT(*) AS text) FROM students WHERE joined_at <= %(week_ago)s) || ' joined'
    || ',' || (SELECT CAST(COUNT(*) AS text) FROM assigned WHERE opened_at <= %(week_ago)s) || ' opened'
    -- How many places in lessons of assigned modules, and what their states come to: none goes back.
    || ',' || (
        SELECT CAST(COUNT(*) AS text) || ' lessons ' || COALESCE(CAST(SUM(place.state) AS text), '')
        FROM students CROSS JOIN progress_lessonprogress place
        WHERE place.user_id = students.user_id AND +place.lesson_id IN (
            SELECT lesson.id FROM wagtailcore_page lesson
            WHERE SUBSTR(lesson.path, 1, LENGTH(lesson.path) - 4) IN (
                SELECT path FROM wagtailcore_page WHERE id IN (SELECT module_id FROM assigned))))
    -- How many tries at quizzes of assigned modules, and a sum that changes with what is shown.
    || ',' || (
        SELECT CAST(COUNT(*) AS text) || ' tries ' || COALESCE(CAST(SUM(attempt.id * CASE
            WHEN finished_at IS NULL THEN 1
            WHEN sensitivity = 'open' THEN points * 1000 + max_points + 2
            ELSE 2 END) AS text), '')
        FROM students CROSS JOIN quizzes_attempt attempt
        WHERE attempt.user_id = students.user_id AND +attempt.quiz_id IN (
            SELECT quiz_id FROM courses_modulepage
            WHERE page_ptr_id IN (SELECT module_id FROM assigned)))
