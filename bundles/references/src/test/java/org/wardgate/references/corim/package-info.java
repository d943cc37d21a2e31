@NullMarked
package org.wardgate.references.corim;

import org.jspecify.annotations.NullMarked;
