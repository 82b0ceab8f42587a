//! Any bytes as a compiled base: refused or opened, and looked at all over, it never panics.
#![no_main]

use factlint::base::{Base, EntityId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(base) = Base::from_bytes(bytes) else { return };
    let _ = base.verify();
    for at in 0..base.entities().min(64) {
        let entity = EntityId::at(at);
        let _ = (base.id(entity), base.label(entity), base.about(entity).count());
    }
    let _ = (base.find("npt"), base.near_names("kazakhtan"), base.sources().len());
});
