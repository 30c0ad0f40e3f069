"""Given names and surnames as one meets them in England today. Nobody in particular."""


def _words(text: str) -> list[str]:
    return text.split()


GIRLS = _words(
    """
    Abigail Aaliyah Aisha Alice Amara Amelia Amina Anaya Anna Ava Beatrice Bella Caitlin
    Charlotte Chiara Chloe Clara Daisy Daria Darcey Eliza Ella Ellie Elsie Emily Emma Erin
    Esther Eva Evelyn Evie Faith Fatima Florence Freya Gabriela Georgia Grace Hafsa Hannah
    Harriet Holly Imogen Iqra Isabella Isla Ivy Jasmine Jessica Julia Keira Kiara Lacey Layla
    Leah Lily Lola Lottie Lucy Maisie Maja Maria Martha Maryam Matilda Maya Megan Mia Millie
    Molly Nadia Naomi Niamh Nia Nina Nora Olivia Orla Phoebe Poppy Priya Rebecca Robyn Rosie
    Ruby Safiya Saira Scarlett Sienna Simran Sofia Sophie Summer Tabitha Thea Tia Tilly
    Victoria Willow Yasmin Zahra Zara Zofia
    """
)
BOYS = _words(
    """
    Aaron Abdullah Adam Aiden Alex Alfie Ali Aman Archie Arjun Arlo Arthur Ayaan Ben Blake
    Caleb Callum Charlie Connor Daniel David Dexter Dylan Edward Eesa Eli Elijah Elliot Ethan
    Ezra Finley Finn Frankie Freddie Gabriel George Hamza Harley Harrison Harry Harvey Hassan
    Henry Hugo Ibrahim Idris Isaac Jack Jacob Jakub Jamal James Jayden Joel Jonah Joseph
    Joshua Jude Kai Kian Kieran Kofi Leo Leon Liam Logan Louis Luca Lucas Luke Malachi Marcel
    Mason Matthew Max Micah Michael Miles Mohammed Musa Nathan Noah Oliver Ollie Omar Oscar
    Owen Patrick Reuben Rhys Riley Roman Rory Rowan Ryan Samuel Sebastian Seth Sonny Stanley
    Szymon Taylor Teddy Theo Toby Tyler Umar William Yusuf Zac Zain
    """
)
WOMEN = _words(
    """
    Agnieszka Alison Amanda Angela Anita Annabel Ayesha Becky Bethany Carla Carol Catherine
    Cheryl Claire Danielle Deborah Elena Elizabeth Farah Fiona Francesca Gemma Gita Hayley
    Heather Helen Jacqueline Jane Jennifer Joanne Karen Kate Kelly Khadija Kirsty Laura Leanne
    Lisa Louise Magda Maxine Melanie Michelle Miriam Monika Natalie Nicola Nkechi Parveen
    Paula Rachel Reena Ruth Sally Samantha Sandra Sarah Shabana Sharon Shazia Shirley Stacey
    Susan Tanya Teresa Tracy Vanessa Yvonne Zoe
    """
)
MEN = _words(
    """
    Adrian Ahmed Alan Andrew Anthony Babatunde Barry Brendan Carl Chris Colin Craig Damien
    Darren Dean Dennis Dominic Emmanuel Francis Gareth Gary Geoff Glen Graham Grzegorz Ian
    Imran Ismail Jason Jeremy John Jonathan Karl Keith Kevin Khalid Kwame Lee Marek Mark
    Martin Neil Nigel Patryk Paul Peter Philip Pradeep Rajesh Raymond Richard Robert Ross
    Russell Sajid Sanjay Sean Shaun Simon Stephen Stuart Suresh Tariq Terence Tim Trevor
    Victor Wayne Winston
    """
)
SURNAMES = _words(
    """
    Abbott Adeyemi Adams Ahmed Akhtar Ali Allen Anderson Andrews Asante Atkins Bailey Baker
    Banks Barker Barnes Begum Bennett Blackwell Booth Boateng Bradley Brooks Brown Burton
    Butler Campbell Carr Carter Chapman Chaudhry Chukwu Clark Clarke Cole Collins Cook Cooper
    Cox Cunningham Dalton Davies Davis Dhillon Dixon Duffy Edwards Eze Ellis Evans
    Farrell Fernandes Fisher Fletcher Foster Fox Francis Fraser Gallagher Gibson Gill Gordon
    Graham Grant Gray Green Griffiths Gupta Hall Hamilton Harper Harris Harrison Hart Harvey
    Hill Holmes Howard Hughes Hunt Hussain Hussein Iqbal Islam Jackson James Jankowski Jenkins
    Johnson Johal Jones Joshi Joseph Kaczmarek Kapoor Kaur Kelly Kennedy Khan King Knight
    Kowalski Kumar Lawson Lee Lewis Lloyd Mahmood Malik Marsh Marshall Martin Mason Matthews
    McCarthy McDonald McKenzie Mensah Miah Mills Mistry Mitchell Moore Morgan Morris Murphy
    Murray Nelson Newton Nguyen Nowak O'Brien O'Connor Okafor Okeke Oliver Osei Owen Owusu
    Palmer Parker Patel Pearce Perry Phillips Popescu Porter Powell Price Qureshi Rahman Raja
    Reid Reynolds Richards Richardson Roberts Robinson Rogers Rose Russell Ryan Sandhu
    Saunders Scott Shah Sharma Shaw Siddiqui Silva Simpson Singh Smith Spencer Stevens Stewart
    Sutton Sullivan Taylor Thomas Thompson Tucker Turner Uddin Walker Wallace Walsh Ward
    Warren Watkins Watson Webb Wells West White Williams Wilson Wiśniewski Wójcik Wood Woods
    Wright Young Yusuf Zając Zieliński
    """
)
