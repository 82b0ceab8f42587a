use factlint::*;
fn main() {
    let f: Vec<_> =
        ["rules", "facts"].iter().flat_map(|d| definitions::gather(std::path::Path::new(d)).unwrap()).collect();
    let t = std::time::Instant::now();
    let d = definitions::Definitions::compile(&f).unwrap();
    println!("{:?} image {}", t.elapsed(), d.image.len());
    for x in d.faults.iter().take(60) {
        println!("{:?} {}", x.level, x.line(f.iter().find(|s| s.name == x.file)));
    }
    println!("{} faults", d.faults.len());
    let base = base::Base::from_bytes(&d.image).unwrap();
    let classes = annotate::Classes::resolve(&d.program.lexicon).unwrap();
    if let Some(p) = std::env::args().nth(1) {
        let t = std::fs::read_to_string(p).unwrap();
        let doc = read::read(read::Format::Text, &t, None, &d.program.lexicon);
        let r = check::Checker { base: &base, program: &d.program, classes: &classes }
            .check(&doc, check::Options::default());
        println!("{:?}", r.published.map(|d| d.to_string()));
        for c in &r.claims {
            println!(
                "{:?} {:?} {} [{}] {:?}",
                c.verdict,
                c.reason.map(|r| r.word()),
                c.normal,
                c.span.of(&t),
                c.sources
            );
        }
        for c in &r.findings {
            println!(
                "{:?} {:?} [{}] {} \n   {:?} {:?}",
                c.severity,
                c.claim,
                c.text,
                c.message,
                c.repairs.iter().map(|r| r.message.clone()).collect::<Vec<_>>(),
                c.also
            );
        }
    } else {
        let r = rule_test::run(&d.program, &d.tests, &f, &d.schema, &base, &classes).unwrap();
        println!("{} passed", r.passed);
        for x in &r.faults {
            println!("{:?} {}", x.level, x.line(f.iter().find(|s| s.name == x.file)));
        }
    }
}
