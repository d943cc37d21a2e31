/** Reads CoRIM and CoMID (draft-ietf-rats-corim), without looking at who signed it. */
@NullMarked
package org.wardgate.references.corim;

import org.jspecify.annotations.NullMarked;
