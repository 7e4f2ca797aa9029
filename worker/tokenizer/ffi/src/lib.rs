//! The tokenizers crate behind a small C ABI (`interloom_tokenizers.h`).
//!
//! Handles are opaque boxes; every function is safe to call from any thread on the same tokenizer, a stream from one at
//! a time. Nothing panics across the border: a panic becomes an error text. Texts come back as (pointer, length) pairs
//! that `il_free_bytes` gives back.

use std::os::raw::c_char;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::ptr;
use std::slice;

use tokenizers::Tokenizer;

pub struct Handle {
    tokenizer: Tokenizer,
}

/// Ids of a stream that were not yet turned into text: the text of `ids[..read]` has been given out.
pub struct Stream {
    ids: Vec<u32>,
    prefix: usize,
    read: usize,
    skip_special: bool,
}

const REPLACEMENT: char = '\u{FFFD}';
const MAX_CONTEXT: usize = 64;

fn give(text: Vec<u8>, out: *mut *mut c_char, len: *mut usize) {
    let boxed = text.into_boxed_slice();
    unsafe {
        *len = boxed.len();
        *out = Box::into_raw(boxed) as *mut c_char;
    }
}

/// Runs `work`; an error or a panic is written to the out-pair and makes the call return -1.
fn guarded<F>(error: *mut *mut c_char, error_len: *mut usize, work: F) -> i32
where
    F: FnOnce() -> Result<(), String>,
{
    let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let text = cause
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| cause.downcast_ref::<&str>().map(|s| s.to_string()))
            .unwrap_or_default();
        Err(format!("tokenizer panicked: {text}"))
    });
    match outcome {
        Ok(()) => 0,
        Err(text) => {
            give(text.into_bytes(), error, error_len);
            -1
        }
    }
}

unsafe fn text<'a>(data: *const c_char, len: usize) -> Result<&'a str, String> {
    if len == 0 {
        return Ok("");
    }
    std::str::from_utf8(slice::from_raw_parts(data as *const u8, len))
        .map_err(|e| format!("text is not valid UTF-8 at byte {}", e.valid_up_to()))
}

unsafe fn id_slice<'a>(ids: *const u32, count: usize) -> &'a [u32] {
    if count == 0 {
        &[]
    } else {
        slice::from_raw_parts(ids, count)
    }
}

/// # Safety
/// Pointers are valid for their lengths; out-pointers are writable.
#[no_mangle]
pub unsafe extern "C" fn il_tokenizer_from_bytes(
    data: *const u8, len: usize, out: *mut *mut Handle, error: *mut *mut c_char, error_len: *mut usize,
) -> i32 {
    guarded(error, error_len, || {
        let mut tokenizer = Tokenizer::from_bytes(slice::from_raw_parts(data, len)).map_err(|e| e.to_string())?;
        // Truncation and padding are the caller's business: transformers resets both, too.
        tokenizer.with_truncation(None).map_err(|e| e.to_string())?;
        tokenizer.with_padding(None);
        *out = Box::into_raw(Box::new(Handle { tokenizer }));
        Ok(())
    })
}

/// # Safety
/// `handle` comes from il_tokenizer_from_bytes and is not used afterwards.
#[no_mangle]
pub unsafe extern "C" fn il_tokenizer_free(handle: *mut Handle) {
    if !handle.is_null() {
        drop(Box::from_raw(handle));
    }
}

/// # Safety
/// As above. The ids are given back with il_free_ids.
#[no_mangle]
pub unsafe extern "C" fn il_encode(
    handle: *const Handle, data: *const c_char, len: usize, add_special: bool, out: *mut *mut u32, count: *mut usize,
    error: *mut *mut c_char, error_len: *mut usize,
) -> i32 {
    guarded(error, error_len, || {
        let encoding = (*handle).tokenizer.encode(text(data, len)?, add_special).map_err(|e| e.to_string())?;
        let ids = encoding.get_ids().to_vec().into_boxed_slice();
        *count = ids.len();
        *out = Box::into_raw(ids) as *mut u32;
        Ok(())
    })
}

/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_decode(
    handle: *const Handle, ids: *const u32, count: usize, skip_special: bool, out: *mut *mut c_char, out_len: *mut usize,
    error: *mut *mut c_char, error_len: *mut usize,
) -> i32 {
    guarded(error, error_len, || {
        let decoded = (*handle).tokenizer.decode(id_slice(ids, count), skip_special).map_err(|e| e.to_string())?;
        give(decoded.into_bytes(), out, out_len);
        Ok(())
    })
}

/// The id of a token, or -1.
/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_token_to_id(handle: *const Handle, data: *const c_char, len: usize) -> i64 {
    text(data, len).ok().and_then(|t| (*handle).tokenizer.token_to_id(t)).map_or(-1, i64::from)
}

/// The token of an id as the vocabulary spells it; -1 when there is none.
/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_id_to_token(handle: *const Handle, id: u32, out: *mut *mut c_char, out_len: *mut usize) -> i32 {
    match (*handle).tokenizer.id_to_token(id) {
        Some(token) => {
            give(token.into_bytes(), out, out_len);
            0
        }
        None => -1,
    }
}

/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_vocab_size(handle: *const Handle) -> usize {
    (*handle).tokenizer.get_vocab_size(true)
}

/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_is_special(handle: *const Handle, id: u32) -> bool {
    (*handle).tokenizer.get_added_tokens_decoder().get(&id).is_some_and(|token| token.special)
}

#[no_mangle]
pub extern "C" fn il_stream_new(skip_special: bool) -> *mut Stream {
    Box::into_raw(Box::new(Stream { ids: Vec::new(), prefix: 0, read: 0, skip_special }))
}

/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_stream_free(stream: *mut Stream) {
    if !stream.is_null() {
        drop(Box::from_raw(stream));
    }
}

/// Text that is complete after `id` (may be empty): what decoding everything so far adds to what was given out. The
/// decoders look back some tokens (spaces, byte runs), so a window before the new ids is decoded with them.
/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_stream_step(
    handle: *const Handle, stream: *mut Stream, id: u32, out: *mut *mut c_char, out_len: *mut usize,
    error: *mut *mut c_char, error_len: *mut usize,
) -> i32 {
    guarded(error, error_len, || {
        let s = &mut *stream;
        s.ids.push(id);
        let piece = advance(&(*handle).tokenizer, s, false)?;
        give(piece.into_bytes(), out, out_len);
        Ok(())
    })
}

/// What is still held back, as a decode of everything would show it (replacement characters for broken bytes).
/// # Safety
/// As above.
#[no_mangle]
pub unsafe extern "C" fn il_stream_finish(
    handle: *const Handle, stream: *mut Stream, out: *mut *mut c_char, out_len: *mut usize, error: *mut *mut c_char,
    error_len: *mut usize,
) -> i32 {
    guarded(error, error_len, || {
        let piece = advance(&(*handle).tokenizer, &mut *stream, true)?;
        give(piece.into_bytes(), out, out_len);
        Ok(())
    })
}

fn advance(tokenizer: &Tokenizer, s: &mut Stream, last: bool) -> Result<String, String> {
    let decode = |ids: &[u32]| tokenizer.decode(ids, s.skip_special).map_err(|e| e.to_string());
    let before = decode(&s.ids[s.prefix..s.read])?;
    let now = decode(&s.ids[s.prefix..])?;
    // A trailing replacement character may be the first bytes of a character whose rest is to come.
    let held = s.ids.len() - s.read;
    if !last && now.ends_with(REPLACEMENT) && held < MAX_CONTEXT {
        return Ok(String::new());
    }
    let piece = match now.strip_prefix(before.as_str()) {
        Some(rest) => rest.to_string(),
        None => now.chars().skip(before.chars().count()).collect(),
    };
    if !piece.is_empty() {
        s.prefix = s.read;
        s.read = s.ids.len();
        if s.prefix > MAX_CONTEXT {
            s.ids.drain(..s.prefix);
            s.read -= s.prefix;
            s.prefix = 0;
        }
    }
    Ok(piece)
}

/// # Safety
/// The pair comes from this library.
#[no_mangle]
pub unsafe extern "C" fn il_free_bytes(data: *mut c_char, len: usize) {
    if !data.is_null() {
        drop(Box::from_raw(ptr::slice_from_raw_parts_mut(data as *mut u8, len)));
    }
}

/// # Safety
/// The pair comes from this library.
#[no_mangle]
pub unsafe extern "C" fn il_free_ids(data: *mut u32, count: usize) {
    if !data.is_null() {
        drop(Box::from_raw(ptr::slice_from_raw_parts_mut(data, count)));
    }
}
