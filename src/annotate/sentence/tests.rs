//! One row a case: a text with ` | ` where one sentence ends and the next starts.

use crate::annotate::annotated::tests::sentences;

const CASES: &[&str] = &[
    // Titles and ranks.
    "Dr. Roe met Gen. Doe.",
    "Mr. and Mrs. Roe left. | Ms. Doe stayed.",
    "Sen. Jane Roe and Rep. John Doe agreed. | Gov. Major did not.",
    "Lt. Col. Roe saluted Brig. Gen. Doe.",
    "Prof. Roe and St. Mary's College parted ways. | Capt. Doe did too.",
    "The Rev. John Doe spoke first. | Then came Sgt. Roe.",
    "The Hon. Mary Major rose.",
    "They drove past Mt. Zenda and on to Ft. Strelsau.",
    "The generals met Col. Roe. | Nobody spoke.",
    "Messrs. Roe and Doe own it.",
    // Small words that only look like abbreviations.
    "They were ill. | Roe left them there.",
    "We lay in the sun. | Then it rained.",
    "He paid for the art. | Nobody thanked him.",
    "They sat. | Nobody stood.",
    "That was the dec. | Nobody knew why.",
    "She works for a gen. | Nobody knows which.",
    // Abbreviations with inner full stops.
    "The U.S. Senate sat at 5 a.m. on Monday.",
    "It stood in the U.S. | The envoy left.",
    "They moved to Washington, D.C. | It rained.",
    "The U.N. Security Council met. | The U.K. was there.",
    "She flew from the U.S. to the U.K. and back.",
    "At 5 p.m. | The doors closed.",
    "They left at 5 p.m. Monday.",
    "They left at 5 p.m. EST.",
    "They left at 5 p.m. Eastern time.",
    "They left at 5 p.m. | Roe stayed.",
    "They met at 10 a.m. and at 3 p.m. in Geneva.",
    "He holds a Ph.D. from Zenda.",
    "Bring tools, e.g. The Hammer.",
    "One state, i.e. Maine, said no.",
    "The J.D. Roe estate is for sale.",
    "It left the E.U. | “We are free,” he said.",
    "The U.S. (R) line is closed.",
    // Initials.
    "John F. Kennedy and J.K. Roe agreed.",
    "George W. Doe spoke. | J. R. R. Roe listened.",
    "They chose plan B. | The rest is known.",
    "It was vitamin C. | It helped.",
    "C. S. Roe wrote it.",
    // Dates and times.
    "On 5 Jan. 2020 they met.",
    "On Jan. 5 they met. | On Feb. 6 they parted.",
    "They met on Sept. 11, 2001, in Oct. and in Dec. | The talks failed.",
    "It opens on Tues. | The fair ends on Sun. the 5th.",
    "By Dec. 31 it was done.",
    "They married in Aug. | It was hot.",
    // Numbers.
    "He left No. 10 on foot.",
    "See Art. 5 and Sec. 12 of Vol. 3, p. 40.",
    "It rose 3.5 points to 1,000.5 in all.",
    "It cost $3.50. | It is worth more.",
    "In 1994. | In 1995? | 1996 was dry.",
    "The rate is .5 percent. | It was .7 percent.",
    "Nos. 3 and 4 are missing.",
    "She said no. | Then they left.",
    "He finished as No. 2. | He was sad.",
    "It grew by 5%. | Prices fell.",
    "It weighs approx. 5 tons.",
    "Version 2.0.1 is out. | Version 3 is not.",
    "The score was 3-2. | The crowd left.",
    // Companies.
    "They paid Acme Inc. | The sum was small.",
    "Acme Corp. shares rose. | Acme Ltd. fell.",
    "Roe Bros. Circus is back.",
    "He works for Doe & Co. | He likes it.",
    "The U.S. unit of Acme Co. Chairman Roe said so.",
    "Roe v. Doe was decided. | Acme vs. Works was not.",
    "Sammy Roe Jr. sang. | Sammy Roe Sr. | He danced.",
    "Fish, birds, etc. live there.",
    "Fish, birds, etc. | They all live there.",
    "They live on Main Ave. and on Elm Blvd. near here.",
    // States.
    "Rep. Roe, R-Calif., and Sen. Doe, D-Mass., spoke.",
    "He grew up in Boston, Mass. | He moved to Reno, Nev. when he was ten.",
    "Sen. Roe (R-Tex.) voted no. | Sen. Doe (D-Pa.) did not.",
    // Marks.
    "Is it so? | It is!",
    "What?! | No!",
    "They went on ... and on.",
    "It fell ... | Then it rose.",
    "It fell… | Then it rose.",
    "It fell… then it rose.",
    "Well... | Nobody knows.",
    "They rested. . . . | Then they left.",
    "It rained . | It snowed .",
    "One; two; three. | Four.",
    "It ended.| The envoy left.",
    "Wait: there is more. | There is always more.",
    // Quotations.
    "\"It is so.\" | “Is it?” | (It is.) | So it is!",
    "\"Why?\" he asked.",
    "“Why?” Roe asked. | Nobody knew.",
    "“Stop!” Mr. Roe told them.",
    "“Why?” | Nobody knew.",
    "He said: “It is so.” | The envoy left.",
    "“It is so,” he said. | “It is not,” she said.",
    "“It is so. | It was so,” he said.",
    "He called it “a sham.” | She did not.",
    "'It is so.' | 'Is it?'",
    "‘It is so.’ | The envoy left.",
    "«C'est tout.» | He left.",
    "He shouted “Stop!” and ran.",
    "She read “Is It So?” and slept.",
    "(He left.) | (She stayed.)",
    "He left (she stayed). | They met again.",
    "He said [sic.] that it was so.",
    "*It is so.* | He left.",
    "“We won!” | They cheered.",
    // Addresses.
    "Visit example.org today.",
    "Visit www.example.org. | It is free.",
    "See https://example.org/a.b/The.c?x=1.2 for more. | It is free.",
    "Write to jane.roe@example.org. | She answers.",
    "As @roe.news and @doe put it. | #Seas is on.",
    "He tweeted it. | @Roe answered.",
    "Acme.com fell. | Example.net rose.",
    // Headings, lines, items.
    "A heading\n\n| A body. | Another",
    "1. Keep it dry.",
    "1. Keep it dry.\n| 2. Keep it cool.",
    "a. Keep it dry. | It rots.",
    "IV. The fall of Zenda",
    "Story highlights\n| The envoy left the city on Monday and did not come back\n| The talks failed",
    "The envoy left the city of\nStrelsau on Monday and did not come back until the\nweek was over. | Then it rained.",
    "- Milk and bread\n| - Eggs",
    "• Milk\n| • Bread and butter",
    "The list:\n| 1) Milk\n| 2) Bread",
    "Jane Roe\n| John Doe\n| Mary Major",
    "The meeting of the envoys of all the countries of the north with President\nRoe was long and hard and ended late on Monday night in Zenda without a\nresult.",
    "Photo: A tower of bricks",
    "The envoy, who left on Monday, met the foreign minister of Ruritania, Anna\nWeber, in Zenda.",
    // Other.
    "Yes. | No. | Maybe.",
    "He said no. | Nobody heard.",
    "He lives at 5 Elm Rd. in Zenda.",
    "Is this the end? it is not",
    "iPhones sold well. | eBay did not.",
    "שלום. | שלום.",
    "Élan is a word. | Über is another.",
    "It was Roe's. | It was the Does'.",
    "The year is over.\" | He left.",
    "He is 77. | She is not.",
    "They came; they saw. | They left",
    "O.K. | It is done.",
    "Mr. Roe Jr. of Acme Inc. in St. Mary, Md. met Dr. Doe at 5 p.m. on Jan. 5.",
];

/// Cases that come out in one piece and should not, or the other way round: the words alone do not tell.
const UNDECIDED: &[(&str, usize)] = &[
    // A capitalised word after `U.S.` is mostly part of a name.
    ("They left the U.S. Roe stayed.", 1),
    // So is one after an initial.
    ("It was vitamin C. Roe took it.", 1),
];

#[test]
fn sentences_end_where_they_end() {
    let mut wrong = Vec::new();
    for case in CASES {
        let text = case.replace("| ", "").replace('|', "");
        let found = sentences(&text).join(" | ");
        let wanted: Vec<&str> = case.split('|').map(str::trim).collect();
        if found != wanted.join(" | ") {
            wrong.push(found);
        }
    }
    assert!(CASES.len() >= 120, "{}", CASES.len());
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn some_ends_are_not_told_by_the_words() {
    for (text, count) in UNDECIDED {
        assert_eq!(sentences(text).len(), *count, "{text}");
    }
}
