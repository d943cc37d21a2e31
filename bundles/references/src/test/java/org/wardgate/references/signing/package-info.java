@NullMarked
package org.wardgate.references.signing;

import org.jspecify.annotations.NullMarked;
