/** Where a client's name and languages come from. */
export interface Origin {
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** First language, ISO 639-1. */
  readonly language: string;
  readonly names: keyof typeof NAMES;
}

/**
 * Common first and family names, combined at random: every person of the demo county is invented. Combinations that
 * would be a well-known person are kept out by leaving one half of them out of the lists.
 */
export const NAMES = {
  arabic: {
    female: ['Amina', 'Rima', 'Layla', 'Hanan', 'Samar', 'Noor', 'Yasmin', 'Dalal', 'Reem', 'Salma', 'Huda', 'Mariam'],
    male: ['Karim', 'Tarek', 'Sami', 'Nabil', 'Yousef', 'Khaled', 'Rami', 'Ziad', 'Bilal', 'Hassan', 'Walid', 'Faris'],
    family: ['Haddad', 'Najjar', 'Khatib', 'Sabbagh', 'Darwish', 'Halabi', 'Qasim', 'Mansour', 'Shami', 'Barakat', 'Nasser', 'Zidan'],
  },
  kurdish: {
    female: ['Berivan', 'Rojin', 'Dilan', 'Zilan', 'Avin', 'Hevin', 'Shirin', 'Nazdar'],
    male: ['Azad', 'Baran', 'Rojhat', 'Serhat', 'Diyar', 'Hiwa', 'Karwan', 'Dilovan'],
    family: ['Hamo', 'Rasho', 'Osso', 'Khalaf', 'Mirza', 'Sido', 'Barzan', 'Hesso', 'Xelil'],
  },
  persian: {
    female: ['Zahra', 'Maryam', 'Parisa', 'Fatima', 'Sahar', 'Nilufar', 'Laila', 'Shabnam', 'Mina', 'Roya'],
    male: ['Reza', 'Mehdi', 'Farhad', 'Omid', 'Navid', 'Habib', 'Jawad', 'Kamran', 'Milad', 'Siamak'],
    family: ['Ahmadzai', 'Rahimi', 'Hosseini', 'Karimi', 'Noori', 'Sharifi', 'Akbari', 'Yousefi', 'Moradi', 'Haidari'],
  },
  eritrean: {
    female: ['Selam', 'Rahel', 'Feven', 'Mebrat', 'Luwam', 'Senait', 'Winta', 'Helen'],
    male: ['Dawit', 'Yonas', 'Filmon', 'Samuel', 'Tesfay', 'Kidane', 'Natnael', 'Robel'],
    family: ['Tekle', 'Ghebremedhin', 'Okbay', 'Weldu', 'Hagos', 'Berhane', 'Mengis', 'Negash', 'Tewolde'],
  },
  somali: {
    female: ['Hodan', 'Ayan', 'Ifrah', 'Sagal', 'Fadumo', 'Nasra', 'Hibaq', 'Ubah'],
    male: ['Abdi', 'Liban', 'Guled', 'Mahad', 'Warsame', 'Yusuf', 'Bashir', 'Ismail'],
    family: ['Warsame', 'Hirsi', 'Abdullahi', 'Jama', 'Osman', 'Guleed', 'Farah', 'Nur', 'Dirie'],
  },
  ukrainian: {
    female: ['Oksana', 'Iryna', 'Natalija', 'Kateryna', 'Halyna', 'Sofija', 'Daryna', 'Lesja', 'Olena', 'Tetjana'],
    male: ['Taras', 'Bohdan', 'Maksym', 'Ihor', 'Danylo', 'Artem', 'Pavlo', 'Roman', 'Mykola', 'Nazar'],
    family: ['Kowalenko', 'Bondarenko', 'Tkatschuk', 'Melnyk', 'Kravets', 'Lysenko', 'Hontschar', 'Moros', 'Rudenko', 'Savtschuk'],
  },
  turkish: {
    female: ['Elif', 'Zeynep', 'Emine', 'Derya', 'Gizem', 'Sevgi', 'Hatice', 'Melek'],
    male: ['Murat', 'Volkan', 'Burak', 'Serkan', 'Hakan', 'Onur', 'Cem', 'Tolga'],
    family: ['Yildiz', 'Aydin', 'Kaplan', 'Dogan', 'Polat', 'Aslan', 'Korkmaz', 'Tekin'],
  },
  romanian: {
    female: ['Ioana', 'Elena', 'Andreea', 'Mihaela', 'Raluca', 'Daniela', 'Larisa', 'Alina'],
    male: ['Ionut', 'Marius', 'Florin', 'Vasile', 'Cristian', 'Costel', 'Adrian', 'Sorin'],
    family: ['Popa', 'Dumitru', 'Stan', 'Rusu', 'Munteanu', 'Vasilescu', 'Lungu', 'Neagu', 'Voicu'],
  },
  bulgarian: {
    female: ['Desislava', 'Ralitsa', 'Gergana', 'Petja', 'Snezhana', 'Milena', 'Vesela', 'Radka'],
    male: ['Plamen', 'Stojan', 'Krasimir', 'Rumen', 'Ivajlo', 'Kalin', 'Asen', 'Todor'],
    family: ['Kolev', 'Angelov', 'Marinov', 'Jordanov', 'Vasilev', 'Naydenov', 'Tonev', 'Iliev'],
  },
  polish: {
    female: ['Agnieszka', 'Magdalena', 'Joanna', 'Monika', 'Beata', 'Karolina', 'Ewelina', 'Zofia'],
    male: ['Tomasz', 'Grzegorz', 'Pawel', 'Marcin', 'Krzysztof', 'Jakub', 'Wojciech', 'Dariusz'],
    family: ['Nowak', 'Zielinski', 'Wrona', 'Kaczmarek', 'Mazur', 'Kubiak', 'Pietrzak', 'Sikora'],
  },
  southSlavic: {
    female: ['Jelena', 'Marija', 'Vesna', 'Ivana', 'Sanja', 'Mirela', 'Arta', 'Blerta'],
    male: ['Dragan', 'Milos', 'Zoran', 'Nenad', 'Besnik', 'Arben', 'Driton', 'Goran'],
    family: ['Petrovski', 'Stojanovic', 'Ristic', 'Krasniqi', 'Gashi', 'Berisha', 'Savic', 'Ilic', 'Hoxha'],
  },
  westAfrican: {
    female: ['Mariama', 'Aissatou', 'Ngozi', 'Fatoumata', 'Chioma', 'Kadiatou', 'Blessing', 'Binta'],
    male: ['Thierno', 'Ibrahima', 'Chinedu', 'Ousmane', 'Alpha', 'Emeka', 'Lamine', 'Tunde'],
    family: ['Diallo', 'Bah', 'Barry', 'Okafor', 'Soumah', 'Eze', 'Kourouma', 'Adeyemi', 'Balde'],
  },
  indian: {
    female: ['Priya', 'Ananya', 'Kavya', 'Meera', 'Divya', 'Sneha', 'Pooja', 'Lakshmi'],
    male: ['Arjun', 'Rohit', 'Vikram', 'Sanjay', 'Karthik', 'Nikhil', 'Suresh', 'Manoj'],
    family: ['Nair', 'Iyer', 'Deshmukh', 'Reddy', 'Banerjee', 'Kulkarni', 'Menon', 'Joshi'],
  },
  latin: {
    female: ['Luciana', 'Camila', 'Valentina', 'Renata', 'Paula', 'Beatriz', 'Marcela', 'Ines'],
    male: ['Thiago', 'Mateo', 'Rafael', 'Andres', 'Felipe', 'Bento', 'Joaquim', 'Hugo'],
    family: ['Oliveira', 'Quispe', 'Moreira', 'Cardenas', 'Teixeira', 'Rojas', 'Salazar', 'Pinheiro'],
  },
  german: {
    female: ['Anke', 'Birgit', 'Claudia', 'Svenja', 'Wiebke', 'Katrin', 'Ulrike', 'Maren', 'Silke', 'Heike', 'Jana', 'Petra'],
    male: ['Holger', 'Jens', 'Torsten', 'Carsten', 'Lutz', 'Henning', 'Volker', 'Norbert', 'Uwe', 'Bernd', 'Malte', 'Arne'],
    family: ['Brinkmann', 'Tölle', 'Wehmeier', 'Strunk', 'Niemeier', 'Plöger', 'Krome', 'Hagemeister', 'Sieker', 'Deppe',
      'Kuhlmann', 'Obermeier', 'Rieke', 'Büker', 'Meierjohann', 'Schlingmann'],
  },
} as const;

const origin = (country: string, language: string, names: keyof typeof NAMES): Origin => ({ country, language, names });

/** Countries of origin with their language and lists of names. */
export const ORIGINS = {
  SY: origin('SYR', 'ar', 'arabic'), IQ: origin('IRQ', 'ar', 'arabic'), IQ_KURDISH: origin('IRQ', 'ku', 'kurdish'),
  SY_KURDISH: origin('SYR', 'ku', 'kurdish'), TN: origin('TUN', 'ar', 'arabic'), AF: origin('AFG', 'fa', 'persian'),
  IR: origin('IRN', 'fa', 'persian'), ER: origin('ERI', 'ti', 'eritrean'), SO: origin('SOM', 'so', 'somali'),
  UA: origin('UKR', 'uk', 'ukrainian'), TR: origin('TUR', 'tr', 'turkish'), RO: origin('ROU', 'ro', 'romanian'),
  BG: origin('BGR', 'bg', 'bulgarian'), PL: origin('POL', 'pl', 'polish'), MK: origin('MKD', 'mk', 'southSlavic'),
  RS: origin('SRB', 'sr', 'southSlavic'), XK: origin('XKX', 'sq', 'southSlavic'), GN: origin('GIN', 'fr', 'westAfrican'),
  NG: origin('NGA', 'en', 'westAfrican'), IN: origin('IND', 'en', 'indian'), BR: origin('BRA', 'pt', 'latin'),
  CO: origin('COL', 'es', 'latin'), ES: origin('ESP', 'es', 'latin'), PT: origin('PRT', 'pt', 'latin'), DE: origin('DEU', 'de', 'german'),
} as const satisfies Record<string, Origin>;

export type OriginKey = keyof typeof ORIGINS;

/** Street names that every place has; none is an address of anybody. */
export const STREETS = ['Lindenweg', 'Am Mühlenbach', 'Bergstraße', 'Gartenstraße', 'Birkenweg', 'Am Sportplatz', 'Feldstraße', 'Waldweg',
  'Kirchplatz', 'Schulstraße', 'Bahnhofstraße', 'Wiesengrund', 'Rosenweg', 'Am Hang', 'Eichenallee', 'Ostring'] as const;
