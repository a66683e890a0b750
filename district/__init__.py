"""Who: organization units, school years, student groups, people, roles, the audit trail."""
