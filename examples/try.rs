fn main(){ let f: Vec<_> = ["rules","facts"].iter().flat_map(|d| factlint::definitions::gather(std::path::Path::new(d)).unwrap()).collect();
let t=std::time::Instant::now(); let d=factlint::definitions::Definitions::compile(&f).unwrap(); println!("{:?} image {}", t.elapsed(), d.image.len());
for x in d.faults.iter().take(60) { println!("{:?} {}", x.level, x.line(f.iter().find(|s| s.name==x.file))); } println!("{} faults", d.faults.len()); }
