"""The words by which prescription gives itself away. Each pattern finds the words that a finding then quotes."""

import re


def _any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


_COUNT = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)"
_MODAL = r"(?:must|shall|has to|have to|(?:is|are) required to|(?:is|are) obliged to|will be required to|needs? to)"
_DOING = (
    r"(?:use|adopt|employ|follow|host|apply|consist of|run (?:at|in|on|the|its|through|every)|work (?:in|at|on|from)|"
    r"staff|utili[sz]e|deploy|code|hold a certific\w+|have an? (?:[\w-]+ ){0,2}(?:header|menu|button|logo|footer|tab|"
    r"sidebar|degree|certificate))"
)
_DONE = (
    r"(?:used|built|written|programmed|developed|coded|implemented|hosted|stored|managed|tracked|automated|"
    r"produced|made (?:with|by hand)|"
    r"entered by|done|run|deployed|configured|followed|performed (?:at|on|in)|located|based (?:in|at|on)|installed|"
    r"answered by at least|staffed|hand-written|kept in an?)"
)
METHOD = _any(
    rf"\b{_MODAL}\s+(?:not\s+|also\s+|always\s+|only\s+)?{_DOING}\b",
    rf"\b{_MODAL}\s+be\s+(?:\w+ly\s+)?{_DONE}(?!\w)",
    r"\b(?:is|are)\s+to be\s+(?:\w+ly\s+)?(?:used|built|written|programmed|managed|hosted|followed|coded)\b",
    r"\bmandatory\b",
    r"\b(?:compulsory|obligatory)\b",
    r"\bonly\b.{1,60}\b(?:is|are) (?:allowed|permitted|accepted)\b",
    rf"\b{_MODAL}\b.{{0,40}}\b(?:at least |no fewer than )?{_COUNT}\s+(?:full-time |senior |junior )?"
    r"(?:people|agents|developers|engineers|clerks|analysts|staff|testers|consultants|trainers|managers?)\b",
)
# Duties that are an outcome, or belong to bidding itself, whatever verb they use.
NO_METHOD = _any(
    r"\b(?:must|shall|has to|have to)\s+be\s+able\s+to\b",
    r"\b(?:form|schedule|template|annex|attachment)s?\b.{0,40}\b(?:attached|price|bid|quote|offer|response)",
    r"\b(?:residents|applicants|callers|citizens|users|members of the public)\s+(?:must|shall|have to)\b",
)

TOOL = re.compile(
    r"(?<![\w.-])(?:Java|JavaScript|TypeScript|Python|Django|Flask|React|Angular|AngularJS|Vue(?:\.js)?|jQuery|"
    r"Spring(?: Boot)?|Node\.?js|\.NET|ASP\.NET|C\#|C\+\+|PHP|Ruby(?: on Rails)?|Kotlin|COBOL|PostgreSQL|MySQL|"
    r"MariaDB|SQL Server|SQLite|"
    r"MongoDB|Redis|Memcached|(?:Apache )?Kafka|RabbitMQ|Hadoop|Elasticsearch|Solr|Kubernetes|Docker|OpenShift|Helm|"
    r"Terraform|Ansible|Puppet|Chef|Jenkins|CircleCI|Travis(?: CI)?|SonarQube|Git|Subversion|Jira|Confluence|Trello|"
    r"Selenium|Cypress|JUnit|WordPress|Drupal|Joomla|Visual Studio(?: Code)?|Eclipse|IntelliJ|Power BI|Tableau|"
    r"Crystal Reports|Excel|PowerPoint|Outlook|SOAP|WebSphere|WebLogic|Tomcat|Apache|nginx|IIS|Linux|"
    r"Windows(?: Server)?|"
    r"macOS|Hyper-V|ChatGPT|Copilot|Lambda|Heroku|Cloud Foundry|Bootstrap|Sass|GraphQL)(?![\w-])"
)

_MEANS = (
    r"(?:experience|expertise|staff\w*|personnel|measures|levels?|security|skills?|training|resources|qualifications|"
    r"quality|means|technolog\w+|protection|capacity|documentation|support|people|knowledge)"
)
VAGUE = _any(
    r"\buser[- ]friendly\b", r"\bintuitive(?:ly)?\b", r"\brobust(?:ness)?\b", r"\bstate[- ]of[- ]the[- ]art\b",
    r"\bbest[- ](?:in[- ]class|of[- ]breed)\b", r"\bworld[- ]class\b", r"\bcutting[- ]edge\b", r"\bleading[- ]edge\b",
    r"\bseamless(?:ly)?\b", r"\bmodern\b(?! languages)", r"\bappealing\b", r"\bconvincing\b", r"\binnovative\b",
    r"\bexcellent\b", r"\bhigh[- ]quality\b", r"\bof high quality\b", r"\boverall quality\b", r"\bproven\b",
    rf"\b(?:appropriate|adequate|suitable|sufficient)(?:ly)? (?:and \w+ )?{_MEANS}",
    r"\b(?:adequate|suitable|sufficient)(?:ly)? for\b",
    r"\b(?:(?<!soon )as|wherever|where) (?:appropriate|feasible|possible)\b",
    r"\bbest (?:practices?|meets?|fits?|efforts?)\b", r"\bindustry[- ](?:standard|leading)\b", r"\bflexible\b",
    r"\breliable\b",
    r"\beasy to (?:use|maintain|understand|learn)\b", r"\bgood (?:reputation|experience|understanding|knowledge)\b",
    r"\breasonable\b", r"\bvalued accordingly\b", r"\bto the satisfaction of\b", r"\bcultural fit\b",
    r"\bdecided by the panel\b", r"\bexpectations of\b", r"\bhigh(?:ly|est) (?:qualified|skilled|professional)\b",
)  # fmt: skip

# Promises about time in service, speed and help that carry no figure.
_ALWAYS_LEVEL = (
    r"\bas soon as possible\b", r"\bpromptly\b", r"\bhighly available\b", r"\b(?:timely|in good time|in a timely)\b",
    r"\bwithout (?:noticeable|undue|unreasonable|significant) delay\b", r"\bnear[- ]real[- ]time\b",
    r"\bin real time\b",
    r"\bto a(?:n absolute)? minimum\b", r"\bminimal (?:downtime|delay|disruption|interruption)\b",
    r"\balmost always\b", r"\bclose to 100\b", r"\bhighest priority\b", r"\bheavy load\b", r"\bany number of users\b",
    r"\bin a reasonable time\b", r"\bwithin a reasonable\b", r"\bimmediately\b", r"\bhigh availability\b",
)  # fmt: skip
_SERVICE = (
    r"(?:availab|uptime|downtime|outage|fault|incident|ticket|response times?|respon[ds]|support|restor|"
    r"back-?ups?|pages? load|load"
    r"|maintenance|performance|waiting times?|latenc|recover|call cent)"
)
_LOOSE = (
    r"(?:fast|quick(?:ly)?|rapid(?:ly)?|short|regular(?:ly)?|acceptable(?! (?:quality|AQL|performance))|speedy|"
    r"around the clock|24/7|outside peak)"
)
LEVEL_ALWAYS = _any(*_ALWAYS_LEVEL)
LEVEL = _any(rf"\b{_LOOSE}\b")
SERVICE = _any(rf"\b{_SERVICE}")
MEASURED = _any(
    rf"\b{_COUNT}(?:\.\d+)?\s*(?:-\s*)?(?:percent|per cent|%|seconds?|minutes?|(?:working |business )?hours?|"
    rf"(?:working |business |calendar )?days?|ms|milliseconds|weeks?|months?)",
    rf"\b{_COUNT} (?:of|in|out of) {_COUNT}\b",
)

# Sentences about how bidding goes, not about what is bought: where to ask, whom to pay, which clause holds.
BIDDING = _any(
    r"\b(?:this|the) (?:RFQ|RFP|RFI|solicitation|request for (?:quotations?|proposals?|information))\b",
    r"\b(?:considered for award|written notice|conflicts? of interest)\b",
    r"\bofferors?\b.{0,30}\b(?:must|shall) (?:provide|submit)\b",
    r"\bcontracting officer\b", r"\b(?:technical )?submissions? (?:must|shall)\b", r"\btechnically acceptable\b",
    r"\binvoic\w+", r"\bFAR (?:part )?\d", r"\bquestions? (?:or comments )?(?:shall|must|should|will|can|are|"
    r"regarding)\b",
)  # fmt: skip

# Sentences that tell what there is, and ask for nothing.
TELLS = _any(
    r"\b(?:today|currently|at present|until now|so far|presently|as of (?:now|today))\b",
    r"\b(?:present|current|existing|former|previous|incumbent)\b",
    r"\b(?:was|were|has been|have been|had)\b",
    r"\b(?:taken over|migrat\w+ from|replac\w+ of|moved? (?:away )?from)\b",
    r"\b(?:receives?|sends?|exchanges?)\b.{0,60}\b(?:file|data|records?)\b",
)
DEMANDS = _any(
    rf"\b{_MODAL}\b",
    r"\b(?:only|mandatory|required|wanted|(?:is|are) to be|expects?|intends?|we want|looking for)\b",
)
SHARE = re.compile(r"\b(\d{1,3})(?:\.\d+)?\s*(?:%|percent|per cent|of (?:the )?100 points)", re.IGNORECASE)
WEIGHING = _any(
    r"\b(?:counts?|weighs?|weight(?:ed|ing)?|makes? up|points|score[sd]?)\b", r"\b(?:price|quality)\b.{0,20}\d"
)
PRICE_SHARE = re.compile(
    r"\b(?:price|cost)\b[^.;,]{0,30}?\b(\d{1,3})\s*(?:%|percent|per cent|of (?:the )?100)", re.IGNORECASE
)
PRICE_ALONE = _any(
    r"\blowest price\b.{0,60}\b(?:alone|only|nothing else|sole(?:ly)?)\b",
    r"\b(?:sole(?:ly)?|only)\b.{0,40}\blowest price\b",
    r"\blowest[- ]price(?:d)?,? technically acceptable\b",
    r"\bpoints are (?:distributed|given)\b.{0,40}\bafter\b",
    r"\bhow the points are distributed will be\b",
)
_SOON = r"(?:one|two|three|four|five|six|seven|eight|nine|[1-9])(?: (?:working|business|calendar))? days"
_OFFERS = r"(?:offers?|bids?|proposals?|quotes?|quotations?|responses?|submissions?|bidders?|offerors?|questions?)"
TIME = _any(
    rf"\b{_OFFERS}\b.{{0,60}}\b(?:within|have|has|in)\s+(?:{_SOON}|\d{{1,2}} hours|"
    rf"one day)\b(?! of (?:the )?(?:end|request))",
    rf"\b{_OFFERS}\b.{{0,40}}\buntil tomorrow\b",
    r"\bopened the (?:next day|day after)\b",
    rf"\b(?:system|service|solution|platform|site)\b.{{0,50}}\b(?:live|running|operational|delivered|"
    rf"complete)\b.{{0,20}}\bwithin (?:{_SOON}|(?:one|two|three|[1-3]) weeks?)\b",
)
_FIRMS = r"(?:firms?|vendors?|compan(?:y|ies)|bidders?|offerors?|contractors?|suppliers?|partners)"
BIDDERS = _any(
    rf"\bonly\b.{{0,50}}\b{_FIRMS}\b.{{0,80}}\b(?:can|may|will|are)\b.{{0,20}}\b(?:considered|answer|apply|bid|"
    rf"eligible|take part|respond)\b",
    rf"\b(?:participation|competition|this request)\b.{{0,20}}\blimited to\b.{{0,40}}\b(?:{_FIRMS}|holders|"
    rf"members)\b",
    rf"\b{_FIRMS}\b.{{0,30}}\b(?:must|need|shall|have to)\b.{{0,30}}\b(?:\d[\d,]* employees|offices? within|"
    rf"revenue|turnover)\b",
    rf"\b{_FIRMS}\b.{{0,20}}\b(?:must|shall|has to)\b.{{0,10}}\balready (?:hold|have)\b",
    rf"\b{_FIRMS}\b.{{0,40}}\b(?:this very|the same)\b.{{0,60}}\bfor (?:the|this|our) (?:department|agency|"
    rf"office|state)\b",
    rf"\b(?:incumbent|present {_FIRMS})\b.{{0,40}}\b(?:only|alone|preferred|advantage)\b",
)  # fmt: skip
