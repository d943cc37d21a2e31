@NullMarked
package org.wardgate.references.testing;

import org.jspecify.annotations.NullMarked;
