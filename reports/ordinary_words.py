"""Words of everyday English that are also somebody's name. Pure.

Found in a text they may be a name or may be the word; a check that stopped at each of them would
soon be pressed away unread.
"""

_FUNCTION = "an am as at be by do go he in is it me my no of on or so to up us we and for the too"
_MONTHS_AND_SEASONS = "april may june august autumn winter winters spring summer summers march"
_FIRST = """
amber angel art beau bill blue carol chase christian clay cliff charity chuck constant crystal
daisy dale dawn dean dell destiny dot drew earl ernest eve faith fern frank gene gay ginger glen
glory grace grant guy harmony harry haven heath heather holly honey hope hunter iris ivy jack jade
jasmine jay jean jimmy joy juniper justice kit lance laurel leo lily liberty lucky mark max melody
mercy merit merry miles mo pansy pat patience pearl peg penny pepper petal pip poppy porter prince
princess rain ray rex rich river rob robin rock rose rosemary rowan ruby rusty sage sandy sky
sonny star stormy sue sunny tab tally temple tiger trace tray trinity true van victor violet
wade wan welcome will willow win
"""
_LAST = """
abbott able ball banks barber bark barker barn barrow bass batty bean beard bell bench berry best
bird bishop black bliss blood bloom board bolt bond book boot booth bow bowl box bridge bridges
broad brook brooks brown bull burn burns bush butcher butler butt button byte cable cage camp can
cannon card care carpenter carter cash castle chamber chambers chance child church clark clear
clerk close cloud coat cole coleman combs cook cooper corn cotton counsel court cox craft crane
cross crow cruise curry dark day days deal dear deer dick doe dove down drake driver duck duke
dyer east elder english ever fair farmer fast fear feather field fields fine finch fish fisher
flood floor flower flowers ford forest forester fortune foster found fox free french friend frost
fuller gale game garden gardener gates gay gift gold golden good gore grain grave graves gray
green grey ground groom gross grove guest gum hail hale hall ham hand hands hard hardy hare hart
hawk hay head heal heart held herd high hill hills ho hogg hole holiday holland holly home hood
hook hooper horn house how hurt ice ireland judge just keen keep key keys kind king kirk kitchen
knight knock ladd lake lamb lane large last law lawless lay leach lead leader leaf lee less light
lightfoot link little lock long look lord love low luck lynch major man mann marsh mason mast
may mean mew miller mind mint moody moon moor moore moss mount mountain mule music nail neighbour
new nice noble north nurse nutt oak oaks old page paige pain paine painter palm palmer parent park
parks parson pass paul pay peace peach peak pear penn people perfect person piper pitt place plant
plum pool poor pope porter post pot potter pound power powers press price pride prior proud prude
race raven rayner read reader reading reed reeve rest rice ridge right ring rivers road rood root
roper rush sadler sale sales salt sand sands savage say school sea seal seller sense service sharp
sharpe shepherd ship shore short silver singer skill skinner slater small smart smith snow song
south sparks speak speed spencer staff stable stage stamp stead steel step still stock stone storm
story strange street strong sugar sun swan sweet swift sword tailor talent tall tanner taylor teal
thin thorn tidy tong top tower town trainer travel tree trust turner twist upright vice view vine
walker wall ward warden ware warm warren watch water waters watt way weaver webb week weeks well
wells west west wheeler whistle white wild wilder winner winter wise wiseman wolf wood woods
wool word words work workman world worth wren wright year yes you young
"""

ORDINARY = frozenset(" ".join((_FUNCTION, _MONTHS_AND_SEASONS, _FIRST, _LAST)).split())

# What describes somebody whose name nobody knew: no name, where it was typed in place of one.
_OF_PEOPLE = """
a adult an and another anonymous anyone as assistant at aunt boy boys brother by called carer carers
child children cleaner coach college dad daughter driver eight ex father five form former four
friend friends from gamer girl girls governor gran grandad grandfather grandmother group guardian
he head headteacher her him his in internet known lady male female man maybe member men mother mum
my name named nan neighbour new nine no nobody none not of office old older on one online or other
our parent parents people person player possibly primary profile pupil pupils school secondary
seven several she sibling sister six sixth somebody someone son staff stranger strangers student
students teacher teaching team ten the their them they three two uncle unknown user users
visitor volunteer we who with woman women year years yet young younger your
"""
_OF_PLACES = """
account academy app chat class discord facebook fortnite instagram minecraft playstation roblox
snapchat tiktok twitter whatsapp xbox youtube
"""
DESCRIBING = frozenset(" ".join((_OF_PEOPLE, _OF_PLACES)).split())

# Words of four letters and more that are no name with an s at its end.
END_IN_S = frozenset(
    """
    across address always bias boss business bras class cross dress does glass gloss grass hers
    kiss lens less loss mass mess miss moss news ours pass perhaps plus press process series this
    thus toss unless ways yours
    """.split()  # noqa: SIM905
)
