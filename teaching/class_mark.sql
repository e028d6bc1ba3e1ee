-- The mark of a class as one teacher sees it, for the query that finds it (see live.py). Values: uuid,
-- teacher, week_ago, apart (what stands between its parts). JOINED is what the database calls joining
-- texts. CROSS JOIN and + keep SQLite from walking through the work of everybody on the site; before
-- each OR stands what holds for nearly every row, and is looked up in one list. Names of states are those
-- of organizations.enums, core.enums and quizzes.enums.
WITH
own AS MATERIALIZED (SELECT id FROM organizations_classroom WHERE uuid = %(uuid)s),
members AS MATERIALIZED (SELECT * FROM organizations_membership WHERE classroom_id = (SELECT id FROM own)),
students AS (
    SELECT id, user_id, joined_at FROM organizations_membership
    WHERE classroom_id = (SELECT id FROM own) AND role = 'student' AND state = 'active'),
assigned AS (
    SELECT assignment.*, module.quiz_id, page.path
    FROM assignments_assignment assignment
    JOIN courses_modulepage module ON module.page_ptr_id = assignment.module_id
    JOIN wagtailcore_page page ON page.id = assignment.module_id
    WHERE assignment.classroom_id = (SELECT id FROM own) AND assignment.withdrawn_at IS NULL),
-- Whom work is for that is not for the whole class.
chosen AS MATERIALIZED (
    SELECT assignment_id, membership_id FROM assignments_assignment_students
    WHERE assignment_id IN (SELECT id FROM assigned WHERE NOT is_for_all)
    UNION
    SELECT of_work.assignment_id, grouped.membership_id FROM assignments_assignment_groups of_work
    JOIN assignments_classgroup_members grouped ON grouped.classgroup_id = of_work.classgroup_id
    WHERE of_work.assignment_id IN (SELECT id FROM assigned WHERE NOT is_for_all)),
lessons AS (
    SELECT lesson.id, assigned.id AS assignment_id, assigned.is_for_all
    FROM wagtailcore_page lesson
    JOIN assigned ON assigned.path = SUBSTR(lesson.path, 1, LENGTH(lesson.path) - 4))
SELECT
    -- Who is in the class or waits, under which name; what this teacher has seen of it.
    COALESCE((
        SELECT JOINED(CAST(id AS text) || state || nickname || '=' || label || CASE
            WHEN user_id = %(teacher)s
            THEN CAST(students_seen_at AS text) || CAST(changes_seen_at AS text) ELSE '' END, %(apart)s)
        FROM members), '')
    -- What is assigned, and to whom where it is not for all.
    || %(apart)s || COALESCE((
        SELECT JOINED(CAST(id AS text) || quiz_mode || COALESCE(CAST(due_on AS text), '')
            || CAST(is_for_all AS text), %(apart)s)
        FROM assigned), '')
    || %(apart)s || COALESCE((
        SELECT JOINED(CAST(assignment_id AS text) || ' for ' || CAST(membership_id AS text), %(apart)s)
        FROM chosen), '')
    -- Who joined long enough ago to be behind, and what was opened long enough ago.
    || %(apart)s
    || (SELECT CAST(COUNT(*) AS text) FROM students WHERE joined_at <= %(week_ago)s) || ' joined'
    || %(apart)s
    || (SELECT CAST(COUNT(*) AS text) FROM assigned WHERE opened_at <= %(week_ago)s) || ' opened'
    -- How many places in lessons of assigned modules, and what their states come to: none goes back.
    || %(apart)s || (
        SELECT CAST(COUNT(*) AS text) || ' lessons ' || COALESCE(CAST(SUM(place.state) AS text), '')
        FROM students CROSS JOIN progress_lessonprogress place
        WHERE place.user_id = students.user_id AND (
            +place.lesson_id IN (SELECT id FROM lessons WHERE is_for_all)
            OR (students.id, +place.lesson_id) IN (
                SELECT chosen.membership_id, lessons.id
                FROM chosen JOIN lessons ON lessons.assignment_id = chosen.assignment_id)))
    -- How many tries at quizzes of assigned modules, taken as the class has them taken or careful, and
    -- a sum that changes with what is shown of them.
    || %(apart)s || (
        SELECT CAST(COUNT(*) AS text) || ' tries ' || COALESCE(CAST(SUM(attempt.id * CASE
            WHEN finished_at IS NULL THEN 1
            WHEN sensitivity = 'open' THEN points * 1000 + max_points + 2
            ELSE 2 END) AS text), '')
        FROM students CROSS JOIN quizzes_attempt attempt
        WHERE attempt.user_id = students.user_id AND (
            +attempt.quiz_id IN (
                SELECT quiz_id FROM assigned WHERE is_for_all AND quiz_mode = 'practice')
            OR EXISTS (
                SELECT 1 FROM assigned
                WHERE assigned.quiz_id = attempt.quiz_id
                    AND (attempt.sensitivity <> 'open'
                        OR assigned.quiz_mode IN ('practice', attempt.mode))
                    AND (is_for_all OR (assigned.id, students.id) IN (
                        SELECT assignment_id, membership_id FROM chosen)))))
