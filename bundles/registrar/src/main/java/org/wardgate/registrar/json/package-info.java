/** JSON read into the same values as CBOR. */
@NullMarked
package org.wardgate.registrar.json;

import org.jspecify.annotations.NullMarked;
