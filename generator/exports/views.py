"""Views: the questions that people ask a database of agreements first, answered by their names."""

VIEWS = {
    "view_leads": """
        SELECT agreement, department, name FROM (
          SELECT r.agreement, r.department, d.name,
                 row_number() OVER (PARTITION BY r.agreement ORDER BY r.lead IS NULL, r.position) AS place
          FROM agreement_departments AS r JOIN departments AS d ON d.id = r.department)
        WHERE place = 1""",
    "view_agreements": """
        SELECT a.id, a.type, a.title, a.partners, l.name AS lead_department, a.departments, a.signed,
               a.signed_earliest, a."end", a.end_latest, a.status, a.evaluation_state, a.total_amount_idr
        FROM agreements AS a LEFT JOIN view_leads AS l ON l.agreement = a.id WHERE NOT a.withdrawn""",
    "view_types_by_year": """
        SELECT signed_year, type, count(*) AS agreements FROM agreements
        WHERE NOT withdrawn GROUP BY signed_year, type ORDER BY signed_year DESC, type""",
    "view_overdue_evaluations": """
        SELECT a.id, a.title, a.type, a.partners, l.name AS lead_department, a.start, a."end", a.as_of
        FROM agreements AS a LEFT JOIN view_leads AS l ON l.agreement = a.id
        WHERE a.evaluation_state = 'overdue' AND NOT a.withdrawn""",
    "view_ending_soon": """
        SELECT a.id, a.title, a.type, a.partners, l.name AS lead_department, a."end", a.end_latest, a.as_of
        FROM agreements AS a LEFT JOIN view_leads AS l ON l.agreement = a.id
        WHERE a.status = 'ending-soon' ORDER BY a.end_latest, a.id""",
    "view_partners": """
        SELECT p.id, p.name, p.category, count(DISTINCT a.id) AS agreements,
               count(DISTINCT CASE WHEN a.status IN ('in-force', 'ending-soon') THEN a.id END) AS in_force
        FROM partners AS p LEFT JOIN parties AS r ON r.partner = p.id
        LEFT JOIN agreements AS a ON a.id = r.agreement AND NOT a.withdrawn
        WHERE NOT p.is_own_government GROUP BY p.id ORDER BY agreements DESC, p.name""",
    "view_departments": """
        SELECT d.id, d.name, count(DISTINCT a.id) AS agreements,
               count(DISTINCT CASE WHEN a.status IN ('in-force', 'ending-soon') THEN a.id END) AS in_force,
               count(DISTINCT CASE WHEN a.evaluation_state = 'overdue' THEN a.id END) AS overdue
        FROM departments AS d LEFT JOIN agreement_departments AS r ON r.department = d.id
        LEFT JOIN agreements AS a ON a.id = r.agreement AND NOT a.withdrawn
        GROUP BY d.id ORDER BY agreements DESC, d.name""",
    "view_mapping": """
        SELECT m.id, m.year, d.name AS department, m.need, m.proposed_type, m.status,
               (SELECT count(*) FROM mapping_realised AS r WHERE r.entry = m.id) AS agreements
        FROM mapping AS m JOIN departments AS d ON d.id = m.department ORDER BY m.year DESC, m.id""",
}
"""The queries of the views by their names; only agreements that count are in them, not withdrawn ones."""
