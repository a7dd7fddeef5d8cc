"""Words that mean the same in this field, for both engines: each line is a list of wordings that find each other."""

_WORDINGS = """
crm, customer relationship management, contact management
erp, enterprise resource planning
hr, human resources, personnel
hcm, human capital management
itsm, it service management, service desk, help desk, helpdesk
gis, geographic information system, geospatial, mapping
iam, identity and access management
sso, single sign on
mfa, multi factor authentication, two factor authentication
siem, security information and event management
edr, endpoint detection and response
vpn, virtual private network
cdn, content delivery network
cms, content management system
dms, document management
lms, learning management system, online training
voip, telephony, phone system
ai, artificial intelligence
ml, machine learning
bi, business intelligence
ocr, optical character recognition
esignature, e signature, electronic signature, digital signature
backup, data protection, disaster recovery
chat, instant messaging
videoconferencing, video conferencing, web conferencing, video meetings
email, e mail, electronic mail
ticketing, case tracking
payroll, wages
procurement, purchasing, sourcing
invoicing, billing, accounts receivable
survey, questionnaire
translation, interpreting
""".strip()


def _others() -> dict[str, list[str]]:
    others: dict[str, list[str]] = {}
    for line in _WORDINGS.splitlines():
        listed = line.split(", ")
        for wording in listed:
            others.setdefault(wording, []).extend(other for other in listed if other != wording)
    return others


OTHERS = _others()
