"""The curriculum vitae of the applicant (form 2): its items as data, its draft, its checks, its paper."""
