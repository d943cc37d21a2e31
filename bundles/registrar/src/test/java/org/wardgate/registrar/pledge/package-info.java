@NullMarked
package org.wardgate.registrar.pledge;

import org.jspecify.annotations.NullMarked;
